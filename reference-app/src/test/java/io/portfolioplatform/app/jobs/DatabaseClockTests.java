package io.portfolioplatform.app.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import io.portfolioplatform.app.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DatabaseClock} in a process whose clock is an hour ahead.
 */
@IntegrationTest
class DatabaseClockTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Clock AHEAD = Clock.offset(Clock.systemUTC(), HOUR);

	@Autowired
	private DataSource dataSource;

	@Autowired
	private JobFailures failures;

	private DatabaseClock clock;

	@BeforeEach
	void create(@Autowired JdbcClient jdbc) {
		this.clock = new DatabaseClock(jdbc, AHEAD);
	}

	@Test
	void isTheSchedulers(@Autowired Scheduler scheduler, @Autowired DatabaseClock shared) {
		assertThat(scheduler).extracting("clock").isSameAs(shared);
	}

	@Test
	void isAskedBeforeTheFirstJob() {
		assertThat(offset(this.clock)).isGreaterThan(MINUTE);
		Scheduler scheduler = scheduler(HOUR);
		new JobsLifecycle(scheduler, this.clock, true).start();
		try {
			assertThat(offset(this.clock)).isLessThan(MINUTE);
		}
		finally {
			scheduler.stop();
		}
	}

	@Test
	void isAskedAgainWhileTheSchedulerRuns() {
		Scheduler scheduler = scheduler(Duration.ofMillis(100));
		scheduler.start();
		try {
			await().atMost(MINUTE).untilAsserted(() -> assertThat(offset(this.clock)).isLessThan(MINUTE));
		}
		finally {
			scheduler.stop();
		}
	}

	@Test
	void goesOnWhereTheDatabaseDoesNotAnswer() {
		DatabaseClock alone = new DatabaseClock(
				JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none")), AHEAD);
		Instant before = alone.now();
		alone.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
		assertThat(alone.now()).isAfter(before);
		assertThat(offset(alone)).isGreaterThan(MINUTE);
	}

	/** This machine's clock is the database's as well. */
	private static Duration offset(DatabaseClock clock) {
		return Duration.between(Instant.now(), clock.now());
	}

	private Scheduler scheduler(Duration heartbeats) {
		return new JobsConfiguration().scheduler(this.dataSource, List.of(), this.failures, this.clock,
				new JobsProperties(true, 1, Duration.ofMillis(100), heartbeats));
	}

}
