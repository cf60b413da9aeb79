package io.portfolioplatform.app.metrics;

import java.time.Duration;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.portfolioplatform.app.jobs.JobQueue;
import io.portfolioplatform.app.user.UserId;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Recomputes a user's metrics once after however many changes. A change that comes while
 * the job runs finds it in the queue and adds none, so the job looks again after it has
 * left the queue; what a crash between the two would lose, a look each minute finds.
 */
@Configuration(proxyBeanMethods = false)
class MetricsJobs {

	static final String RECOMPUTE = "recompute-metrics";

	private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

	private static final int AT_A_TIME = 500;

	@Bean
	Task<Void> recomputeMetrics(MetricsService metrics, JobQueue queue, MetricsProperties properties) {
		return Tasks.custom(RECOMPUTE, Void.class)
			.onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
			.onDeadExecutionRevive()
			.execute((job, context) -> {
				UserId user = new UserId(UUID.fromString(job.getId()));
				metrics.recompute(user);
				return leave(user, metrics, queue, properties);
			});
	}

	private static CompletionHandler<Void> leave(UserId user, MetricsService metrics, JobQueue queue,
			MetricsProperties properties) {
		return (complete, operations) -> {
			operations.remove();
			if (metrics.isOutdated(user)) {
				queue.add(RECOMPUTE, user.toString(), properties.delay());
			}
		};
	}

	@Bean
	RecurringTask<Void> findOutdatedMetrics(MetricsRevisions revisions, JobQueue queue) {
		return Tasks.recurring("find-outdated-metrics", Schedules.fixedDelay(Duration.ofMinutes(1)))
			.execute((job, context) -> revisions.outdated(AT_A_TIME)
				.forEach((user) -> queue.add(RECOMPUTE, user.toString(), Duration.ZERO)));
	}

}
