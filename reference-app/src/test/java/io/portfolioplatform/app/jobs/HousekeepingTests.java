package io.portfolioplatform.app.jobs;

import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Housekeeping}: what the job itself removes, of all users, and what it
 * leaves.
 */
@IntegrationTest
class HousekeepingTests {

	@Autowired
	private OwnerJdbc owner;

	@Autowired
	private RecurringTask<Void> cleanUp;

	private final UUID user = Users.fresh().value();

	@ParameterizedTest
	@CsvSource({ "idempotency_key, 25 hours, 23 hours", "import_job, 8 days, 6 days",
			"import_job that never ends, 8 days, 6 days", "job_failure, 31 days, 29 days",
			"audit_entry, 401 days, 399 days" })
	void removesWhatNobodyNeedsAnyMore(String what, String old, String young) {
		String table = what.split(" ")[0];
		add(what, old);
		add(what, young);
		assertThat(count(table)).isEqualTo(2);
		this.cleanUp.executeRecurringly(null, null);
		assertThat(count(table)).isOne();
		this.cleanUp.executeRecurringly(null, null);
		assertThat(count(table)).as("the one that is not old").isOne();
	}

	private void add(String table, String age) {
		this.owner.sql(switch (table) {
			case "idempotency_key" -> """
					insert into idempotency_key (user_id, key, request_sha256, created_at)
					values (:user, :id, '', now() - cast(:age as interval))
					""";
			case "import_job" -> """
					insert into import_job (id, user_id, file_name, duplicates, state, finished_at)
					values (cast(:id as uuid), :user, 'a.csv', 'SKIP', 'DONE', now() - cast(:age as interval))
					""";
			case "import_job that never ends" -> """
					insert into import_job (id, user_id, file_name, duplicates, state, created_at)
					values (cast(:id as uuid), :user, 'a.csv', 'SKIP', 'RUNNING', now() - cast(:age as interval))
					""";
			case "job_failure" -> """
					insert into job_failure (task_name, task_instance, failed_at, message)
					values (:user, :id, now() - cast(:age as interval), 'failed')
					""";
			default -> """
					insert into audit_entry (user_id, action, subject, at)
					values (:user, 'trial', :id, now() - cast(:age as interval))
					""";
		})
			.param("user", "job_failure".equals(table) ? this.user.toString() : this.user)
			.param("id", UUID.randomUUID().toString())
			.param("age", age)
			.update();
	}

	private long count(String table) {
		String column = "job_failure".equals(table) ? "task_name" : "user_id::text";
		return this.owner.sql("select count(*) from " + table + " where " + column + " = :user")
			.param("user", this.user.toString())
			.query(Long.class)
			.single();
	}

}
