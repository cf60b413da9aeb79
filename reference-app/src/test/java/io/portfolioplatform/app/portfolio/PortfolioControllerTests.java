package io.portfolioplatform.app.portfolio;

import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortfolioController}.
 */
@IntegrationTest
class PortfolioControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Portfolios portfolios;

	@Autowired
	private UserTransactions transactions;

	private final UserId user = Users.fresh();

	@Test
	void listsNothingForANewUser() {
		assertThat(get("/api/portfolios", this.user)).hasStatusOk().bodyJson().isStrictlyEqualTo("[]");
	}

	@Test
	void showsTheOwnersPortfolio() {
		UUID id = defaultPortfolio(this.user);
		assertThat(get("/api/portfolios", this.user)).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("[{ \"id\": \"%s\", \"accounts\": 0, \"activities\": 0 }]".formatted(id));
		assertThat(get("/api/portfolios/" + id, this.user)).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"id\": \"%s\", \"accounts\": [] }".formatted(id));
	}

	@Test
	void answersAnotherUsersPortfolioLikeOneThatDoesNotExist() {
		UUID id = defaultPortfolio(this.user);
		UserId stranger = Users.fresh();
		String foreign = problem(get("/api/portfolios/" + id, stranger));
		UUID nowhere = UUID.randomUUID();
		String missing = problem(get("/api/portfolios/" + nowhere, stranger));
		assertThat(foreign.replace(id.toString(), nowhere.toString())).isEqualTo(missing);
	}

	private String problem(MvcTestResult result) {
		assertThat(result).hasStatus(HttpStatus.NOT_FOUND).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return new String(result.getResponse().getContentAsByteArray());
	}

	private MvcTestResult get(String path, UserId user) {
		return this.mvc.get().uri(path).with(Users.signedIn(user)).exchange();
	}

	private UUID defaultPortfolio(UserId owner) {
		return this.transactions.write(owner, () -> this.portfolios.requireDefault(owner));
	}

}
