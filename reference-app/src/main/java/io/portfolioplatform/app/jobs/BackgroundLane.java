package io.portfolioplatform.app.jobs;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.portfolioplatform.dbpool.Lane;

/**
 * Lets jobs wait for a connection behind everybody who waits for an answer.
 */
class BackgroundLane implements ExecutionInterceptor {

	@Override
	public CompletionHandler<?> execute(TaskInstance<?> job, ExecutionContext context, ExecutionChain chain) {
		try {
			return Lane.BACKGROUND.call(() -> chain.proceed(job, context));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("A job throws no checked exceptions", ex);
		}
	}

}
