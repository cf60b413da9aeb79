package io.portfolioplatform.app.operator;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
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

}
