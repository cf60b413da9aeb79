package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariConfig;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeakDetector}.
 */
@ExtendWith(OutputCaptureExtension.class)
@EmbeddedServers
class LeakDetectorTests {

	private static final Duration THRESHOLD = Duration.ofHours(1);

	private final long start = System.nanoTime();

	private final long later = this.start + THRESHOLD.toNanos();

	private final LeakDetector detector = new LeakDetector(THRESHOLD);

	@AfterEach
	void stop() {
		this.detector.close();
	}

	@Test
	void reportsALeakOnceWithThreadAndStack(CapturedOutput output) {
		takeAndForget();
		this.detector.look(this.start);
		this.detector.look(this.later - 1);
		assertThat(output).doesNotContain("has had a connection");
		this.detector.look(this.later);
		this.detector.look(this.later + 1);
		assertThat(output)
			.containsOnlyOnce("'" + Thread.currentThread().getName() + "' has had a connection for 3600 s")
			.contains("LeakDetectorTests.takeAndForget");
	}

	private Loan takeAndForget() {
		return Objects.requireNonNull(this.detector.lent());
	}

	@Test
	void saysThatAConnectionCameBackAfterAll(CapturedOutput output) {
		Loan loan = takeAndForget();
		lookTwice();
		loan.end();
		assertThat(output).contains("was given back");
	}

	private void lookTwice() {
		this.detector.look(this.start);
		this.detector.look(this.later);
	}

	@Test
	void forgetsWhatWasGivenBack(CapturedOutput output) {
		Loan loan = takeAndForget();
		this.detector.look(this.start);
		loan.end();
		this.detector.look(this.later);
		assertThat(output).doesNotContain("connection");
	}

	@Test
	void takesNoMoreStacksThanItCanAfford() {
		assertThat(stacksOf(10_000)).isEqualTo(LeakDetector.STACKS);
		assertThat(stacksOf(10_000)).isZero();
		this.detector.look(this.start);
		assertThat(stacksOf(10_000)).isEqualTo(LeakDetector.STACKS);
	}

	private int stacksOf(int loans) {
		int stacks = 0;
		for (int i = 0; i < loans; i++) {
			Loan loan = takeAndForget();
			stacks += (loan.stack() != null) ? 1 : 0;
			loan.end();
		}
		return stacks;
	}

	@Test
	void takesEveryStackAfterALeakWithoutOne(CapturedOutput output) {
		stacksOf(LeakDetector.STACKS);
		takeAndForget();
		lookTwice();
		assertThat(output).contains("is not known");
		assertThat(stacksOf(2 * LeakDetector.STACKS)).isEqualTo(2 * LeakDetector.STACKS);
		takeAndForget();
		this.detector.look(this.later);
		this.detector.look(this.later + THRESHOLD.toNanos());
		assertThat(output).contains("LeakDetectorTests.takeAndForget");
		assertThat(stacksOf(2 * LeakDetector.STACKS)).isEqualTo(LeakDetector.STACKS);
	}

	@Test
	void canBeOff() {
		try (LeakDetector off = new LeakDetector(Duration.ZERO)) {
			assertThat(off.lent()).isNull();
		}
	}

	@Test
	void watchesWhatAPoolLends(PostgresDatabase database, CapturedOutput output) throws SQLException {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.jdbcUrl());
		configuration.setUsername(database.username());
		configuration.setPassword(database.password());
		configuration.setLeakDetectionThreshold(100);
		try (GatedDataSource pool = new GatedDataSource(configuration, new Gate(new GateSize(2, 0)),
				new TimeLeft(() -> null, Clock.systemUTC()))) {
			pool.getConnection().close();
			try (Connection leaked = pool.getConnection()) {
				Awaitility.await()
					.untilAsserted(() -> assertThat(output).contains("LeakDetectorTests.watchesWhatAPoolLends"));
				assertThat(leaked.isClosed()).isFalse();
			}
			assertThat(output).containsOnlyOnce("has had a connection").contains("was given back");
		}
	}

}
