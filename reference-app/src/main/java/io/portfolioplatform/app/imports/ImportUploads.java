package io.portfolioplatform.app.imports;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Files that wait for a job, and how far it is with them.
 */
@Repository
class ImportUploads {

	private static final String SELECT = """
			select id, file_name as file, state, done, total, answer::text as answer, created_at, finished_at,
				coalesce((select consecutive_failures from scheduled_tasks
					where task_name = '%s' and task_instance = import_job.user_id || '/' || import_job.id), 0) as failures
			from import_job
			where user_id = :user
			"""
		.formatted(BackgroundImports.TASK);

	private final JdbcClient jdbc;

	ImportUploads(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Counts the files that a user waits for, and keeps others of the user from being
	 * added until the transaction ends. One that could not be imported for a day counts
	 * no more.
	 * @param user the owner
	 * @return the number of files
	 */
	int waiting(UserId user) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('import_job ' || :user, 0))")
			.param("user", user.toString())
			.query((row, index) -> true)
			.single();
		return this.jdbc.sql("""
				select count(*) from import_job
				where user_id = :user and state in ('WAITING', 'RUNNING') and created_at > now() - interval '1 day'
				""").param("user", user.value()).query(Integer.class).single();
	}

	UUID add(UserId user, ImportFile file, @Nullable UUID portfolio, Duplicates duplicates) {
		UUID id = UUID.randomUUID();
		this.jdbc.sql("""
				insert into import_job (id, user_id, portfolio_id, file_name, content, duplicates, state)
				values (:id, :user, :portfolio, :file, :content, :duplicates, 'WAITING')
				""")
			.param("id", id)
			.param("user", user.value())
			.param("portfolio", portfolio, Types.OTHER)
			.param("file", file.name())
			.param("content", file.content())
			.param("duplicates", duplicates.name())
			.update();
		return id;
	}

	List<ImportProgress> latest(UserId user) {
		return this.jdbc.sql(SELECT + "order by created_at desc limit 20")
			.param("user", user.value())
			.query(ImportProgress.class)
			.list();
	}

	Optional<ImportProgress> find(UserId user, UUID id) {
		return this.jdbc.sql(SELECT + "and id = :id")
			.param("user", user.value())
			.param("id", id)
			.query(ImportProgress.class)
			.optional();
	}

	/**
	 * Takes a file that is not finished.
	 * @param user the owner
	 * @param id the import
	 * @return the file, or nothing if the import is finished or gone
	 */
	Optional<Upload> take(UserId user, UUID id) {
		return this.jdbc.sql("""
				update import_job set state = 'RUNNING', done = 0
				where id = :id and user_id = :user and state in ('WAITING', 'RUNNING')
				returning file_name, content, portfolio_id, duplicates
				""")
			.param("id", id)
			.param("user", user.value())
			.query((row, index) -> new Upload(new ImportFile(row.getString("file_name"), row.getBytes("content")),
					row.getObject("portfolio_id", UUID.class), Duplicates.valueOf(row.getString("duplicates"))))
			.optional();
	}

	void progress(UserId user, UUID id, int done, int total) {
		this.jdbc.sql("update import_job set done = :done, total = :total where id = :id and user_id = :user")
			.param("done", done)
			.param("total", total)
			.param("id", id)
			.param("user", user.value())
			.update();
	}

	/**
	 * Finishes an import that is not finished.
	 * @param user the owner
	 * @param id the import
	 * @param state DONE or REFUSED
	 * @param answer the report, or the problem
	 * @return whether it was not finished: another process may have taken the job over
	 */
	boolean finish(UserId user, UUID id, String state, String answer) {
		return this.jdbc.sql("""
				update import_job
				set state = :state, answer = cast(:answer as jsonb), content = null, finished_at = now()
				where id = :id and user_id = :user and state in ('WAITING', 'RUNNING')
				""")
			.param("state", state)
			.param("answer", answer)
			.param("id", id)
			.param("user", user.value())
			.update() > 0;
	}

	/**
	 * File with what its owner chose.
	 *
	 * @param file the file
	 * @param portfolio where its activities go, or {@code null} for the first portfolio
	 * @param duplicates what happens to activities that are there already
	 */
	record Upload(ImportFile file, @Nullable UUID portfolio, Duplicates duplicates) {
	}

}
