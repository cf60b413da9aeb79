package io.portfolioplatform.app.jobs;

import java.sql.Timestamp;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps why a job failed last, until it succeeds.
 */
@Component
class JobFailures extends AbstractSchedulerListener {

	private static final Logger log = LoggerFactory.getLogger(JobFailures.class);

	private static final int LONGEST_MESSAGE = 500;

	private final JdbcClient jdbc;

	JobFailures(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void onExecutionComplete(ExecutionComplete complete) {
		try {
			record(complete);
		}
		catch (DataAccessException | TransactionException ex) {
			log.warn("The outcome of a job cannot be kept: {}", ex.getMessage());
		}
	}

	private void record(ExecutionComplete complete) {
		TaskInstance<?> job = complete.getExecution().taskInstance;
		if (complete.getResult() == ExecutionComplete.Result.OK) {
			this.jdbc.sql("delete from job_failure where task_name = :task and task_instance = :instance")
				.param("task", job.getTaskName())
				.param("instance", job.getId())
				.update();
			return;
		}
		this.jdbc.sql("""
				insert into job_failure (task_name, task_instance, failed_at, message)
				values (:task, :instance, :time, :message)
				on conflict (task_name, task_instance) do update
				set failed_at = excluded.failed_at, message = excluded.message
				""")
			.param("task", job.getTaskName())
			.param("instance", job.getId())
			.param("time", Timestamp.from(complete.getTimeDone()))
			.param("message", complete.getCause().map(JobFailures::message).orElse("unknown"))
			.update();
	}

	private static String message(Throwable cause) {
		String message = cause.getClass().getSimpleName() + ": " + cause.getMessage();
		return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
	}

}
