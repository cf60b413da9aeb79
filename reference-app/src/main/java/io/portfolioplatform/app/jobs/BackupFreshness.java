package io.portfolioplatform.app.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.dbpool.Lane;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Fails each hour in which the last backup is too old. Every process also looks for
 * itself each five minutes and measures when that backup was made
 * ({@code portfolio.backup.timestamp}, in seconds since 1970; 0 without one, NaN before
 * the first look). A time, unlike an age, stays true between two looks. Without a limit
 * nobody looks and there is no meter: a database may be backed up by its provider.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class BackupFreshness {

	private final JdbcClient jdbc;

	private final Duration limit;

	private volatile double timestamp = Double.NaN;

	BackupFreshness(JdbcClient jdbc, BackupProperties properties, MeterRegistry meters) {
		this.jdbc = jdbc;
		this.limit = properties.maxAge();
		if (isExpected()) {
			Gauge.builder("portfolio.backup.timestamp", () -> this.timestamp)
				.description("When the last backup was made")
				.baseUnit("seconds")
				.register(meters);
		}
	}

	@Bean
	RecurringTask<Void> checkBackup() {
		return Tasks.recurring("check-backup", Schedules.fixedDelay(Duration.ofHours(1)))
			.execute((job, context) -> check());
	}

	@Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
	void measure() throws Exception {
		if (isExpected()) {
			this.timestamp = Lane.BACKGROUND.call(() -> ask("max(finished_at)").orElse(0.0));
		}
	}

	void check() {
		if (!isExpected()) {
			return;
		}
		double age = ask("now() - max(finished_at)").orElseThrow(() -> new IllegalStateException("There is no backup"));
		if (age > this.limit.toSeconds()) {
			throw new IllegalStateException(
					"The last backup is " + Duration.ofSeconds((long) age).toHours() + " hours old");
		}
	}

	private boolean isExpected() {
		return !this.limit.isZero();
	}

	private Optional<Double> ask(String time) {
		return this.jdbc.sql("select extract(epoch from " + time + ") from backup_run").query(Double.class).optional();
	}

}
