package io.portfolioplatform.app.activity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.jayway.jsonpath.JsonPath;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActivityController}.
 */
@IntegrationTest
class ActivityControllerTests {

	private static final String BUY = """
			{ "type": "BUY", "date": "2006-01-04", "symbol": "MSFT", "quantity": 10, "unitPrice": "26.97",
			  "currency": "EUR", "fee": 1.5, "comment": "First" }
			""";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Portfolios portfolios;

	@Autowired
	private OverviewService overviews;

	@Autowired
	private UserTransactions transactions;

	private final UserId user = Users.fresh();

	private String path = "";

	@BeforeEach
	void createPortfolio() {
		this.path = "/api/portfolios/" + defaultPortfolio(this.user) + "/activities";
	}

	@Test
	void createsAndShowsAnActivity() {
		MvcTestResult created = post(BUY, null);
		assertThat(created).hasStatus(HttpStatus.CREATED).hasHeader("ETag", "\"1\"").bodyJson().isLenientlyEqualTo("""
				{ "type": "BUY", "date": "2006-01-04", "symbol": "MSFT", "name": "Microsoft", "quantity": "10",
				  "dataSource": "MARKET", "unitPrice": "26.97", "amount": "269.70", "fee": "1.5", "currency": "EUR",
				  "comment": "First", "version": 1 }
				""");
		String location = Objects.requireNonNull(created.getResponse().getHeader("Location"));
		assertThat(this.mvc.get().uri(location).with(Users.signedIn(this.user))).hasStatusOk()
			.hasHeader("ETag", "\"1\"")
			.bodyJson()
			.isEqualTo(body(created));
	}

	@Test
	void everyWriteShowsInTheOverview() {
		assertThat(invested()).isNull();
		int id = id(post(BUY, null));
		assertThat(invested()).isEqualTo("271.20");
		assertThat(put(id, "\"1\"", BUY.replace("10,", "20,"))).hasStatusOk().hasHeader("ETag", "\"2\"");
		assertThat(invested()).isEqualTo("540.90");
		assertThat(delete(id, "\"2\"")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(invested()).isNull();
	}

	@Test
	void refusesAChangeOfAnOlderVersion() {
		int id = id(post(BUY, null));
		assertThat(put(id, "\"1\"", BUY)).hasStatusOk();
		assertThat(put(id, "\"1\"", BUY.replace("First", "Lost"))).hasStatus(HttpStatus.PRECONDITION_FAILED);
		assertThat(delete(id, "\"1\"")).hasStatus(HttpStatus.PRECONDITION_FAILED);
		assertThat(put(id, null, BUY)).hasStatus(HttpStatus.PRECONDITION_REQUIRED);
		assertThat(put(id, "W/\"1\"", BUY)).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(body(get("/" + id))).contains("First").contains("\"version\":2");
	}

	@Test
	void createsOnceHoweverOftenTheRequestComes() throws Exception {
		Callable<MvcTestResult> request = () -> post(BUY, "key-1");
		ExecutorService clients = Executors.newFixedThreadPool(4);
		List<Integer> ids = new ArrayList<>();
		try {
			for (Future<MvcTestResult> answer : clients.invokeAll(List.of(request, request, request, request))) {
				assertThat(answer.get()).hasStatus(HttpStatus.CREATED);
				ids.add(id(answer.get()));
			}
		}
		finally {
			clients.shutdownNow();
		}
		assertThat(ids).hasSize(4).containsOnly(ids.get(0));
		assertThat(get("")).bodyJson().extractingPath("$.activities").asArray().hasSize(1);
		put(ids.get(0), "\"1\"", BUY.replace("First", "Changed"));
		assertThat(post(BUY, "key-1")).as("as it is now")
			.hasStatus(HttpStatus.CREATED)
			.hasHeader("ETag", "\"2\"")
			.bodyText()
			.contains("Changed");
	}

	@Test
	void refusesAKeyForAnotherRequestAndKeepsNoKeyOfARefusedOne() {
		assertThat(post(BUY.replace("BUY", "GIVE"), "key")).hasStatus(HttpStatus.BAD_REQUEST);
		int id = id(post(BUY, "key"));
		assertThat(post(BUY.replace("10,", "11,"), "key")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(delete(id, "\"1\"")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(post(BUY, "key")).hasStatus(HttpStatus.GONE);
		assertThat(post(BUY, "k".repeat(101))).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void booksNothingToAnAccountThatIsBeingDeleted(@Autowired JdbcClient jdbc, @Autowired OwnerJdbc owner) {
		MvcTestResult account = this.mvc.post()
			.uri(this.path.replace("/activities", "/accounts"))
			.contentType(MediaType.APPLICATION_JSON)
			.content("{ \"name\": \"Closing\", \"currency\": \"EUR\" }")
			.with(Users.signedIn(this.user))
			.exchange();
		UUID id = UUID.fromString(JsonPath.read(body(account), "$.id"));
		CompletableFuture<MvcTestResult> late = this.transactions.write(this.user, () -> {
			jdbc.sql("delete from account where id = ?").param(id).update();
			CompletableFuture<MvcTestResult> booking = CompletableFuture
				.supplyAsync(() -> post(BUY.replace("{", "{ \"accountId\": \"" + id + "\","), null));
			await().until(() -> owner.sql("select exists (select from pg_locks where not granted)")
				.query(Boolean.class)
				.single());
			return booking;
		});
		assertThat(late).succeedsWithin(Duration.ofSeconds(30))
			.satisfies((answer) -> assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST)
				.bodyJson()
				.extractingPath("$.errors[0].field")
				.isEqualTo("accountId"));
	}

	@Test
	void leafsThroughAllOfThemNewestFirst() {
		for (int day = 1; day <= 5; day++) {
			post(BUY.replace("2006-01-04", "2006-01-0" + (1 + day / 2)).replace("First", "N" + day), null);
		}
		List<String> seen = new ArrayList<>();
		String query = "?limit=2";
		while (!query.isEmpty()) {
			String page = body(get(query));
			seen.addAll(JsonPath.<List<String>>read(page, "$.activities[*].comment"));
			String next = JsonPath.read(page, "$.next");
			query = (next != null) ? "?limit=2&cursor=" + next : "";
			post(BUY.replace("2006-01-04", "2007-01-01").replace("First", "Later"), null);
		}
		assertThat(seen).containsExactly("N5", "N4", "N3", "N2", "N1");
		assertThat(get("?limit=0")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(get("?limit=201")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(get("?cursor=nowhere")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void listsThoseOfASymbol() {
		post(BUY, null);
		post(BUY.replace("MSFT", "KO"), null);
		assertThat(JsonPath.<List<String>>read(body(get("?symbol=ko")), "$.activities[*].symbol"))
			.containsExactly("KO");
		assertThat(JsonPath.<List<String>>read(body(get("?symbol=IBM")), "$.activities[*].symbol")).isEmpty();
		assertThat(this.mvc.get().uri(this.path + "?symbol={symbol}", "K\0O").with(Users.signedIn(this.user)))
			.hasStatus(HttpStatus.BAD_REQUEST);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "BUY|GIVE|type", "2006-01-04|2006-02-31|date", "2006-01-04|0000-01-01|date", "10,|-1,|quantity",
					"10,|1e400,|quantity", "26.97|NaN|unitPrice", "EUR|EURO|currency", "MSFT|<b>x</b>|symbol",
					"1.5|-1.5|fee" })
	void namesTheFieldItCannotRead(String good, String bad, String field) {
		assertThat(post(BUY.replace(good, bad), null)).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.errors[0].field")
			.isEqualTo(field);
		assertThat(get("")).bodyJson().extractingPath("$.activities").asArray().isEmpty();
	}

	@Test
	void keepsAccountsAndActivitiesApartFromOthers() {
		String account = JsonPath.read(body(post(BUY, null)), "$.accountId");
		int id = id(post(BUY, null));
		UserId stranger = Users.fresh();
		UUID theirs = defaultPortfolio(stranger);
		String own = this.path;
		assertThat(this.mvc.get().uri(own).with(Users.signedIn(stranger))).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.mvc.delete().uri(own + "/" + id).header("If-Match", "\"1\"").with(Users.signedIn(stranger)))
			.hasStatus(HttpStatus.NOT_FOUND);
		String foreign = "/api/portfolios/" + theirs + "/activities";
		assertThat(this.mvc.get().uri(foreign + "/" + id).with(Users.signedIn(stranger)))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.mvc.post()
			.uri(foreign)
			.contentType(MediaType.APPLICATION_JSON)
			.content(BUY.replace("{", "{ \"accountId\": \"" + account + "\","))
			.with(Users.signedIn(stranger))).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(get("/" + id)).hasStatusOk();
	}

	private @Nullable String invested() {
		var amount = this.overviews.overview(this.user.value()).investedCapital().amount();
		return (amount != null) ? amount.toPlainString() : null;
	}

	private MvcTestResult get(String query) {
		return this.mvc.get().uri(this.path + query).with(Users.signedIn(this.user)).exchange();
	}

	private MvcTestResult post(String body, @Nullable String key) {
		var request = this.mvc.post().uri(this.path).contentType(MediaType.APPLICATION_JSON).content(body);
		if (key != null) {
			request.header("Idempotency-Key", key);
		}
		return request.with(Users.signedIn(this.user)).exchange();
	}

	private MvcTestResult put(int id, @Nullable String version, String body) {
		var request = this.mvc.put().uri(this.path + "/" + id).contentType(MediaType.APPLICATION_JSON).content(body);
		if (version != null) {
			request.header("If-Match", version);
		}
		return request.with(Users.signedIn(this.user)).exchange();
	}

	private MvcTestResult delete(int id, String version) {
		return this.mvc.delete()
			.uri(this.path + "/" + id)
			.header("If-Match", version)
			.with(Users.signedIn(this.user))
			.exchange();
	}

	private static int id(MvcTestResult result) {
		return JsonPath.read(body(result), "$.id");
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private UUID defaultPortfolio(UserId owner) {
		return this.transactions.write(owner, () -> this.portfolios.requireDefault(owner));
	}

}
