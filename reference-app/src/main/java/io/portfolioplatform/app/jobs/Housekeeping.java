package io.portfolioplatform.app.jobs;

import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes what nobody needs any more: used idempotency keys, uploads, old failures.
 */
@Configuration(proxyBeanMethods = false)
class Housekeeping {

	private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

	@Bean
	RecurringTask<Void> cleanUp(JdbcClient jdbc) {
		return Tasks.recurring("clean-up", Schedules.daily(LocalTime.of(3, 30)))
			.execute((job, context) -> log.info("{} rows were cleaned up",
					jdbc.sql("select clean_up()").query(Long.class).single()));
	}

}
