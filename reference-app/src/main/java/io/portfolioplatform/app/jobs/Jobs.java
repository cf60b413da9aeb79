package io.portfolioplatform.app.jobs;

import java.util.List;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the queue.
 */
@Repository
public class Jobs {

	private final JdbcClient jdbc;

	Jobs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The instance of a job that works for a user begins with the user's identifier. Call
	 * it inside a transaction of the user.
	 */
	List<Job> of(UserId user) {
		return this.jdbc.sql("""
				select task_name as task, execution_time as next, coalesce(consecutive_failures, 0) as failures,
					case when picked then 'RUNNING' when consecutive_failures > 0 then 'FAILED' else 'WAITING' end
						as state,
					case when total is not null then done end as done, total
				from scheduled_tasks
				left join import_job
					on import_job.user_id = :id and task_instance = import_job.user_id || '/' || import_job.id
				where task_instance = :user or task_instance like :user || '/%'
				order by execution_time
				""").param("user", user.toString()).param("id", user.value()).query(Job.class).list();
	}

	/**
	 * Sums the queue up by task.
	 * @return the tasks by name
	 */
	public List<TaskState> states() {
		return this.jdbc.sql("""
				select task_name as task, count(*) filter (where not picked) as waiting,
					count(*) filter (where picked) as running,
					count(*) filter (where consecutive_failures > 0) as failing, min(execution_time) as next,
					max(last_success) as last_success, max(last_failure) as last_failure,
					(select message from job_failure where job_failure.task_name = scheduled_tasks.task_name
						order by failed_at desc limit 1) as message, progress.done, progress.total
				from scheduled_tasks
				left join import_progress() as progress on task_name = 'import-file'
				group by task_name, progress.done, progress.total
				order by task_name
				""").query(TaskState.class).list();
	}

}
