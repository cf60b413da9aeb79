package io.portfolioplatform.app.jobs;

import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The scheduler over every task that is a bean. It starts once the application is ready.
 */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

	@Bean(destroyMethod = "")
	Scheduler scheduler(DataSource dataSource, List<Task<?>> tasks, JobFailures failures, DatabaseClock clock,
			JobsProperties properties) {
		List<RecurringTask<?>> recurring = tasks.stream()
			.filter(RecurringTask.class::isInstance)
			.<RecurringTask<?>>map(RecurringTask.class::cast)
			.toList();
		// Otherwise it asks the database which it is, and without an answer takes it for
		// any.
		PostgreSqlJdbcCustomization inUtc = new PostgreSqlJdbcCustomization(false, true);
		return Scheduler.create(dataSource, tasks.stream().filter((task) -> !recurring.contains(task)).toList())
			.startTasks(recurring)
			.clock(clock)
			.threads(properties.threads())
			.pollingInterval(properties.pollingInterval())
			.heartbeatInterval(properties.heartbeatInterval())
			.missedHeartbeatsLimit(4)
			.shutdownMaxWait(JobsLifecycle.WAIT)
			.jdbcCustomization(inUtc)
			.addExecutionInterceptor(new BackgroundLane())
			.addSchedulerListener(failures)
			.addSchedulerListener(clock)
			.build();
	}

	@Bean
	JobsLifecycle jobsLifecycle(Scheduler scheduler, DatabaseClock clock, JobsProperties properties) {
		return new JobsLifecycle(scheduler, clock, properties.enabled());
	}

}
