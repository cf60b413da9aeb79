package io.portfolioplatform.app.jobs;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Queues one-time jobs in the caller's transaction: the job is there exactly if what it
 * is about was committed.
 */
@Repository
public class JobQueue {

	private final JdbcClient jdbc;

	JobQueue(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Queues a job unless the same one waits or runs already. db-scheduler's own client
	 * asks before it inserts; two at the same time would then abort a transaction.
	 * @param task name of the task
	 * @param instance what the job is about
	 * @param delay how long to wait
	 */
	public void add(String task, String instance, Duration delay) {
		this.jdbc.sql("""
				insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
				values (:task, :instance, clock_timestamp() + :delay * interval '1 millisecond', false, 1)
				on conflict (task_name, task_instance) do nothing
				""").param("task", task).param("instance", instance).param("delay", delay.toMillis()).update();
	}

}
