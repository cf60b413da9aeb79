package io.portfolioplatform.app.jobs;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fails each hour in which the last backup is too old, and measures its age
 * ({@code portfolio.backup.age}, in seconds; NaN without one). Without a limit it does
 * not look: a database may be backed up by its provider.
 */
@Configuration(proxyBeanMethods = false)
class BackupFreshness {

	private volatile double age = Double.NaN;

	@Bean
	RecurringTask<Void> checkBackup(JdbcClient jdbc, BackupProperties properties, MeterRegistry meters) {
		Gauge.builder("portfolio.backup.age", () -> this.age)
			.description("Time since the last backup")
			.baseUnit("seconds")
			.register(meters);
		return Tasks.recurring("check-backup", Schedules.fixedDelay(Duration.ofHours(1)))
			.execute((job, context) -> check(jdbc, properties.maxAge()));
	}

	void check(JdbcClient jdbc, Duration limit) {
		if (limit.isZero()) {
			return;
		}
		this.age = jdbc.sql("select extract(epoch from now() - max(finished_at)) from backup_run")
			.query(Double.class)
			.optional()
			.orElse(Double.NaN);
		if (!(this.age <= limit.toSeconds())) {
			throw new IllegalStateException(Double.isNaN(this.age) ? "There is no backup"
					: "The last backup is " + Duration.ofSeconds((long) this.age).toHours() + " hours old");
		}
	}

}
