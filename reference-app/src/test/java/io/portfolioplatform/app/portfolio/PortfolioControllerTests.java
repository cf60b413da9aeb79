package io.portfolioplatform.app.portfolio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	@Autowired
	private ImportService imports;

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

	@Test
	void makesNamesAndDeletesAPortfolio() {
		MvcTestResult created = send(this.mvc.post().uri("/api/portfolios"), "{\"name\":\"  Old age \"}", null);
		assertThat(created).hasStatus(HttpStatus.CREATED).hasHeader("ETag", "\"1\"");
		String path = created.getResponse().getHeader("Location");
		assertThat(get(path, this.user)).bodyJson().isLenientlyEqualTo("{ \"name\": \"Old age\", \"accounts\": [] }");
		assertThat(send(this.mvc.post().uri("/api/portfolios"), "{\"name\":\"Old age\"}", null))
			.hasStatus(HttpStatus.CONFLICT);
		assertThat(send(this.mvc.put().uri(path), "{\"name\":\"Pension\"}", null))
			.hasStatus(HttpStatus.PRECONDITION_REQUIRED);
		assertThat(send(this.mvc.put().uri(path), "{\"name\":\"Pension\"}", "\"1\"")).hasStatusOk()
			.hasHeader("ETag", "\"2\"");
		assertThat(send(this.mvc.put().uri(path), "{\"name\":\"Late\"}", "\"1\""))
			.hasStatus(HttpStatus.PRECONDITION_FAILED);
		assertThat(send(this.mvc.delete().uri(path), "", null)).hasStatus(HttpStatus.PRECONDITION_REQUIRED);
		assertThat(send(this.mvc.delete().uri(path), "", "\"1\"")).hasStatus(HttpStatus.PRECONDITION_FAILED);
		assertThat(send(this.mvc.delete().uri(path), "", "\"2\"")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(get(path, this.user)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get("/api/audit", this.user)).bodyJson()
			.extractingPath("$[*].action")
			.isEqualTo(List.of("portfolio.delete", "portfolio.rename", "portfolio.create"));
	}

	@Test
	void opensNamesAndClosesAnAccountThatImportsFind() {
		UUID id = defaultPortfolio(this.user);
		String accounts = "/api/portfolios/" + id + "/accounts";
		MvcTestResult opened = send(this.mvc.post().uri(accounts), "{\"name\":\"Broker\",\"currency\":\"USD\"}", null);
		assertThat(opened).hasStatus(HttpStatus.CREATED);
		String path = opened.getResponse().getHeader("Location");
		assertThat(send(this.mvc.post().uri(accounts), "{\"name\":\"Broker\",\"currency\":\"EUR\"}", null))
			.hasStatus(HttpStatus.CONFLICT);
		assertThat(send(this.mvc.post().uri(accounts), "{\"name\":\"B\",\"currency\":\"GBp\"}", null))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.contains("currency must be an ISO 4217 code such as EUR");
		this.imports.importFile(this.user,
				new ImportFile("a.csv",
						"date,type,symbol,quantity,unitPrice,currency,account\n2006-01-03,buy,MSFT,10,26,USD,Broker\n"
							.getBytes(StandardCharsets.UTF_8)),
				id);
		assertThat(get("/api/portfolios/" + id, this.user)).bodyJson()
			.isLenientlyEqualTo("{ \"accounts\": [ { \"name\": \"Broker\", \"activities\": 1 } ] }");
		assertThat(send(this.mvc.put().uri(path), "{\"name\":\"Bank\"}", null))
			.hasStatus(HttpStatus.PRECONDITION_REQUIRED);
		assertThat(send(this.mvc.put().uri(path), "{\"name\":\"Bank\"}", "\"1\"")).hasStatusOk();
		assertThat(send(this.mvc.put().uri(path), "{\"name\":\"Late\"}", "\"1\""))
			.hasStatus(HttpStatus.PRECONDITION_FAILED);
		assertThat(send(this.mvc.delete().uri(path), "", "\"2\"")).hasStatus(HttpStatus.CONFLICT)
			.bodyText()
			.contains("The account has 1 activity. Delete it,");
		MvcTestResult empty = send(this.mvc.post().uri(accounts), "{\"name\":\"Empty\",\"currency\":\"EUR\"}", null);
		String emptyPath = empty.getResponse().getHeader("Location");
		assertThat(send(this.mvc.delete().uri(emptyPath), "", null)).hasStatus(HttpStatus.PRECONDITION_REQUIRED);
		assertThat(send(this.mvc.delete().uri(emptyPath), "", "\"2\"")).hasStatus(HttpStatus.PRECONDITION_FAILED);
		assertThat(send(this.mvc.delete().uri(emptyPath), "", "\"1\"")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(get("/api/audit", this.user)).bodyJson()
			.extractingPath("$[*].action")
			.isEqualTo(List.of("account.close", "account.open", "account.rename", "import", "account.open"));
	}

	@Test
	void showsAnAccountThatWasOpenedSinceWhateverTheClientHas() {
		String path = "/api/portfolios/" + defaultPortfolio(this.user);
		assertThat(get(path, this.user)).hasStatusOk().doesNotContainHeader("ETag");
		send(this.mvc.post().uri(path + "/accounts"), "{\"name\":\"Broker\",\"currency\":\"USD\"}", null);
		assertThat(this.mvc.get().uri(path).header("If-None-Match", "\"1\"").with(Users.signedIn(this.user)).exchange())
			.hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"version\": 1, \"accounts\": [ { \"name\": \"Broker\", \"version\": 1 } ] }");
	}

	@Test
	void opensAnAccountUnderANameThatIsFreeAgain() {
		String accounts = "/api/portfolios/" + defaultPortfolio(this.user) + "/accounts";
		MvcTestResult opened = send(this.mvc.post().uri(accounts), "{\"name\":\"A\",\"currency\":\"USD\"}", null);
		String path = opened.getResponse().getHeader("Location");
		assertThat(send(this.mvc.put().uri(path), "{\"name\":\"B\"}", "\"1\"")).hasStatusOk();
		assertThat(send(this.mvc.post().uri(accounts), "{\"name\":\"A\",\"currency\":\"EUR\"}", null))
			.hasStatus(HttpStatus.CREATED);
		assertThat(send(this.mvc.post().uri(accounts), "{\"name\":\"A\",\"currency\":\"EUR\"}", null))
			.hasStatus(HttpStatus.CONFLICT);
	}

	/**
	 * A name that another account has now means that one.
	 */
	@Test
	void anAccountIsFoundByEachOfItsFormerNames() {
		UUID portfolio = defaultPortfolio(this.user);
		String renamed = open(portfolio, "A");
		rename(renamed, 1, "B");
		rename(renamed, 2, "C");
		buy(portfolio, "A", "B", "C");
		assertThat(get("/api/portfolios/" + portfolio, this.user)).bodyJson()
			.isLenientlyEqualTo("{ \"accounts\": [ { \"name\": \"C\", \"activities\": 3 } ] }");
		String other = open(portfolio, "Other");
		rename(renamed, 3, "Between");
		rename(other, 1, "C");
		rename(renamed, 4, "Other");
		buy(portfolio, "B", "C", "Other", "Between");
		assertThat(get("/api/portfolios/" + portfolio, this.user)).bodyJson().isLenientlyEqualTo("""
				{ "accounts": [ { "name": "C", "activities": 1 }, { "name": "Other", "activities": 6 } ] }
				""");
	}

	@Test
	void opensAnAccountUnderWhatAFileCallsAnotherOne(@Autowired OwnerJdbc owner) {
		String accounts = "/api/portfolios/" + defaultPortfolio(this.user) + "/accounts";
		assertThat(send(this.mvc.post().uri(accounts), "{\"name\":\"A\",\"currency\":\"USD\"}", null))
			.hasStatus(HttpStatus.CREATED);
		this.imports.importFile(this.user, new ImportFile("a.json", """
				{ "accounts": [ { "id": "6f1", "name": "A", "currency": "USD" } ], "activities": [] }
				""".getBytes(StandardCharsets.UTF_8)), null);
		assertThat(send(this.mvc.post().uri(accounts), "{\"name\":\"6f1\",\"currency\":\"EUR\"}", null))
			.hasStatus(HttpStatus.CREATED);
		assertThat(owner.sql("""
				select name from account where user_id = ? and '6f1' = any (array_append(other_ids, external_id))
				""").param(this.user.value()).query(String.class).list()).containsExactly("A");
	}

	@Test
	void forgetsTheFiguresOfAPortfolioThatIsDeleted() {
		UUID id = defaultPortfolio(this.user);
		this.imports.importFile(this.user,
				new ImportFile("a.csv", "date,type,symbol,quantity,unitPrice,currency\n2006-01-03,deposit,,1,1000,EUR\n"
					.getBytes(StandardCharsets.UTF_8)),
				id);
		assertThat(get("/api/dashboard/overview", this.user)).bodyJson()
			.extractingPath("$.netWorth.amount")
			.isEqualTo("1000.00");
		assertThat(send(this.mvc.delete().uri("/api/portfolios/" + id), "", "\"1\"")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(get("/api/dashboard/overview", this.user)).bodyJson()
			.extractingPath("$.netWorth.reason.code")
			.isEqualTo("NO_ACTIVITIES");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"name\":\"\"}", "{\"name\":\"   \"}" })
	void needsAName(String body) {
		assertThat(send(this.mvc.post().uri("/api/portfolios"), body, null)).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.contains("name must have 1 to 100 characters");
	}

	@Test
	void showsFiguresInTheCurrencyThatIsChosen() {
		assertThat(get("/api/dashboard/overview", this.user)).bodyJson()
			.extractingPath("$.baseCurrency")
			.isEqualTo("EUR");
		assertThat(send(this.mvc.put().uri("/api/settings"), "{\"baseCurrency\":\"CHF\"}", null)).hasStatusOk();
		assertThat(get("/api/settings", this.user)).bodyJson().isStrictlyEqualTo("{ \"baseCurrency\": \"CHF\" }");
		assertThat(get("/api/dashboard/overview", this.user)).bodyJson()
			.extractingPath("$.baseCurrency")
			.isEqualTo("CHF");
		assertThat(send(this.mvc.put().uri("/api/settings"), "{\"baseCurrency\":\"euro\"}", null))
			.hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(get("/api/audit", this.user)).bodyJson()
			.isLenientlyEqualTo("[ { \"action\": \"settings.change\", \"detail\": { \"baseCurrency\": \"CHF\" } } ]");
	}

	private String open(UUID portfolio, String name) {
		MvcTestResult opened = send(this.mvc.post().uri("/api/portfolios/" + portfolio + "/accounts"),
				"{\"name\":\"" + name + "\",\"currency\":\"USD\"}", null);
		return opened.getResponse().getHeader("Location");
	}

	private void rename(String account, int version, String name) {
		assertThat(send(this.mvc.put().uri(account), "{\"name\":\"" + name + "\"}", "\"" + version + "\""))
			.hasStatusOk();
	}

	/**
	 * Imports a purchase in each account, as many units as the file has.
	 */
	private void buy(UUID portfolio, String... accounts) {
		StringBuilder file = new StringBuilder("date,type,symbol,quantity,unitPrice,currency,account\n");
		for (int row = 0; row < accounts.length; row++) {
			file.append("2006-01-0%d,buy,MSFT,%d,26,USD,%s\n".formatted(row + 3, accounts.length, accounts[row]));
		}
		this.imports.importFile(this.user, new ImportFile("a.csv", file.toString().getBytes(StandardCharsets.UTF_8)),
				portfolio);
	}

	private MvcTestResult send(MockMvcTester.MockMvcRequestBuilder request, String body, @Nullable String version) {
		MockMvcTester.MockMvcRequestBuilder sent = request.with(Users.signedIn(this.user))
			.contentType(MediaType.APPLICATION_JSON)
			.content(body);
		return ((version != null) ? sent.header("If-Match", version) : sent).exchange();
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
