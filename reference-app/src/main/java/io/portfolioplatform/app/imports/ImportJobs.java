package io.portfolioplatform.app.imports;

import java.time.Duration;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.portfolioplatform.app.user.UserId;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The job that imports a file. Its instance is {@code user/import}.
 */
@Configuration(proxyBeanMethods = false)
class ImportJobs {

	private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

	@Bean
	Task<Void> importFile(BackgroundImports imports) {
		return Tasks.oneTime(BackgroundImports.TASK)
			.onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
			.onDeadExecutionRevive()
			.execute((job, context) -> {
				String[] ids = job.getId().split("/", 2);
				imports.run(new UserId(UUID.fromString(ids[0])), UUID.fromString(ids[1]));
			});
	}

}
