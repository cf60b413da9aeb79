package io.portfolioplatform.app.operator;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperatorController}.
 */
@IntegrationTest
class OperatorControllerTests {

	@Autowired
	private MockMvcTester mvc;

	private final UserId user = Users.fresh();

	@Test
	void showsHowTheServiceDoes() {
		get("/api/dashboard/overview", DemoTokens.tokenFor(this.user.value()));
		MvcTestResult status = get("/api/operator/status", DemoTokens.operatorTokenFor(this.user.value()));
		assertThat(status).hasStatusOk().bodyJson().extractingPath("$.pool.share").isNotEqualTo(0);
		assertThat(status).bodyJson().extractingPath("$.process").asString().matches("[0-9a-f]{8}");
		assertThat(status).bodyJson().extractingPath("$.caches[?(@.name=='overview')].misses").asArray().isNotEmpty();
		assertThat(status).bodyJson()
			.extractingPath("$.tasks[*].task")
			.asArray()
			.contains("clean-up", "nightly-prices", "check-backup");
		assertThat(status).bodyJson().extractingPath("$.scorecard.scores").asArray().isNotEmpty();
	}

	@Test
	void refusesEverybodyElse() {
		assertThat(this.mvc.get().uri("/api/operator/status")).hasStatus(HttpStatus.UNAUTHORIZED);
		assertThat(get("/api/operator/status", DemoTokens.tokenFor(this.user.value()))).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(get("/api/operator/status", DemoTokens.selfMadeOperatorTokenFor(this.user.value())))
			.hasStatus(HttpStatus.FORBIDDEN);
	}

	private MvcTestResult get(String path, String token) {
		return this.mvc.get().uri(path).header("Authorization", "Bearer " + token).exchange();
	}

	@Test
	void saysHowFarJobsAreAndWhatWentWrong(@Autowired OwnerJdbc owner) {
		String operator = DemoTokens.operatorTokenFor(this.user.value());
		String importing = "$.tasks[?(@.task=='import-file')]";
		owner.sql("delete from import_job where state = 'RUNNING'").update();
		owner
			.sql("""
					with import as (
						insert into import_job (id, user_id, file_name, duplicates, state, done, total)
						values (gen_random_uuid(), :user, 'many.csv', 'SKIP', 'RUNNING', 1000, 4000) returning id
					), failure as (
						insert into job_failure (task_name, task_instance, failed_at, message)
						select 'import-file', :user || '/' || id, now(), 'IllegalStateException: the disk is full' from import
					)
					insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, consecutive_failures)
					select 'import-file', :user || '/' || id, now() + interval '1 day', false, 1, 2 from import
					""")
			.param("user", this.user.value())
			.update();
		try {
			assertThat(get("/api/operator/status", operator)).bodyJson()
				.extractingPath(importing)
				.asArray()
				.singleElement()
				.asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("done", 1000)
				.containsEntry("total", 4000)
				.containsEntry("failing", 1)
				.containsEntry("message", "IllegalStateException: the disk is full");
			assertThat(get("/api/jobs", DemoTokens.tokenFor(this.user.value()))).bodyJson().isLenientlyEqualTo("""
					[ { "task": "import-file", "state": "FAILED", "failures": 2, "done": 1000, "total": 4000 } ]
					""");
		}
		finally {
			owner.sql("delete from import_job where user_id = ?").param(this.user.value()).update();
			owner.sql("delete from job_failure where task_instance like ?").param(this.user + "/%").update();
			owner.sql("delete from scheduled_tasks where task_instance like ?").param(this.user + "/%").update();
		}
	}

}
