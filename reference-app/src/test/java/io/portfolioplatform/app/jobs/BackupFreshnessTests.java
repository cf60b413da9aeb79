package io.portfolioplatform.app.jobs;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link BackupFreshness}.
 */
@IntegrationTest
class BackupFreshnessTests {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private OwnerJdbc owner;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	@AfterEach
	void forget() {
		this.owner.sql("delete from backup_run").update();
	}

	@Test
	void failsWithoutABackupAndWithAnOldOne() {
		RecurringTask<Void> job = freshness(Duration.ofHours(26)).checkBackup();
		assertThatIllegalStateException().isThrownBy(() -> job.executeRecurringly(null, null))
			.withMessage("There is no backup");
		this.owner.sql("insert into backup_run (name, finished_at, kib) values ('old', now() - interval '3 days', 1)")
			.update();
		assertThatIllegalStateException().isThrownBy(() -> job.executeRecurringly(null, null))
			.withMessage("The last backup is 72 hours old");
		this.owner.sql("insert into backup_run (name, kib) values ('new', 1)").update();
		assertThatNoException().isThrownBy(() -> job.executeRecurringly(null, null));
	}

	@Test
	void everyProcessMeasuresWhenTheLastOneWasMade() throws Exception {
		BackupFreshness freshness = freshness(Duration.ofHours(26));
		assertThat(timestamp()).as("before it has looked").isNaN();
		freshness.measure();
		assertThat(timestamp()).as("without a backup").isZero();
		this.owner
			.sql("insert into backup_run (name, finished_at, kib) values ('a', '2020-01-02T00:00:00Z', 1), "
					+ "('b', '2020-01-01T00:00:00Z', 1)")
			.update();
		freshness.measure();
		assertThat(timestamp()).isEqualTo(1_577_923_200);
	}

	@Test
	void doesNotLookWhereNothingIsExpected() throws Exception {
		BackupFreshness freshness = freshness(Duration.ZERO);
		assertThatNoException().isThrownBy(freshness::check);
		freshness.measure();
		assertThat(this.meters.getMeters()).isEmpty();
	}

	private BackupFreshness freshness(Duration maxAge) {
		return new BackupFreshness(this.jdbc, new BackupProperties(maxAge), this.meters);
	}

	private double timestamp() {
		return this.meters.get("portfolio.backup.timestamp").gauge().value();
	}

}
