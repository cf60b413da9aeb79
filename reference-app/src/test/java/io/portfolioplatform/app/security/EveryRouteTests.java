package io.portfolioplatform.app.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.jayway.jsonpath.JsonPath;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests every route of the running application over its sockets, on both ports: each must
 * stand in one of the lists below, which say who may ask. A route that is added, in a
 * controller, a function, a filter, a servlet, a file or an endpoint, fails the test
 * until somebody has decided that. Each is asked without a token, with the project's own
 * {@code anon} and {@code service_role} keys, and by another user.
 */
@AttackTest
class EveryRouteTests {

	/**
	 * For everybody: they hold nothing of anybody.
	 */
	private static final Set<String> PUBLIC = list("""
			GET /
			GET /activities
			GET /accounts
			GET /operator
			GET /assets/{hash}/**
			GET /assets/{hash}/uplot/**
			GET /error
			POST /error
			GET /v3/api-docs
			GET /v3/api-docs.yaml
			GET /session
			POST /session
			DELETE /session
			POST /session/refresh
			GET /startupz
			GET /readyz
			GET /livez
			GET /platform/rum
			POST /platform/rum
			GET /platform/rum.js
			POST /platform/rum.js""");

	/** Of filters, which tell nobody which methods they take. */
	private static final Set<String> REFUSED = list("POST /startupz\nPOST /readyz\nPOST /livez");

	/**
	 * The same for each who is signed in.
	 */
	private static final Set<String> SHARED = list("GET /api/market-data/{symbol}");

	/**
	 * For each who is signed in, of the own data.
	 */
	private static final Set<String> OWN = list("""
			GET /api/dashboard/overview
			GET /api/dashboard/holdings
			GET /api/dashboard/accounts
			GET /api/portfolios
			POST /api/portfolios
			GET /api/imports
			POST /api/imports
			POST /api/imports/preview
			GET /api/audit
			GET /api/jobs
			GET /api/settings
			PUT /api/settings""");

	/**
	 * For the owner of what the path names. For others it is not there.
	 */
	private static final Set<String> OWNERS = list("""
			GET /api/imports/{id}
			GET /api/portfolios/{id}
			PUT /api/portfolios/{id}
			DELETE /api/portfolios/{id}
			GET /api/portfolios/{id}/export
			GET /api/portfolios/{id}/holdings
			GET /api/portfolios/{id}/metrics
			GET /api/portfolios/{id}/performance
			POST /api/portfolios/{portfolio}/accounts
			PUT /api/portfolios/{portfolio}/accounts/{id}
			DELETE /api/portfolios/{portfolio}/accounts/{id}
			GET /api/portfolios/{portfolio}/activities
			POST /api/portfolios/{portfolio}/activities
			GET /api/portfolios/{portfolio}/activities/{id}
			PUT /api/portfolios/{portfolio}/activities/{id}
			DELETE /api/portfolios/{portfolio}/activities/{id}""");

	private static final Set<String> OPERATORS = list("GET /api/operator/status");

	/**
	 * For whoever reaches the port, which is for the operators' network: they change
	 * nothing.
	 */
	private static final Set<String> MANAGEMENT = list("""
			GET /actuator/dbpool
			GET /actuator/health
			GET /actuator/health/{*path}
			GET /actuator/info
			GET /actuator/metrics
			GET /actuator/metrics/{requiredMetricName}
			GET /actuator/platformcache
			GET /actuator/platformcache/{cache}
			GET /actuator/prometheus
			GET /actuator/ratelimit
			GET /actuator/ratelimit/{policy}/{*key}
			GET /actuator/sbom
			GET /actuator/sbom/{id}
			GET /actuator/scorecard""");

	private static final String ACTIVITY = """
			{"type":"BUY","date":"2006-01-04","symbol":"MSFT","quantity":"1","unitPrice":"26.97","currency":"USD"}""";

	private static final AtomicInteger addresses = new AtomicInteger();

	private final HttpClient client = HttpClient.newHttpClient();

	private final UserId owner = Users.fresh();

	private final String ownersToken = DemoTokens.tokenFor(this.owner.value());

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int management;

	private String portfolio = "";

	private String account = "";

	private String activity = "";

	private String upload = "";

	@BeforeEach
	void openPortfolio(@Autowired ImportService imports) {
		byte[] file = "date,type,symbol,quantity,unitPrice,currency,account\n2006-01-03,buy,MSFT,10,26.31,USD,Broker\n"
			.getBytes(StandardCharsets.UTF_8);
		imports.importFile(this.owner, new ImportFile("a.csv", file), null);
		this.portfolio = read("/api/portfolios", "$..id");
		this.activity = read("/api/portfolios/" + this.portfolio + "/activities", "$..id");
		this.account = read("/api/portfolios/" + this.portfolio, "$.accounts..id");
		HttpResponse<String> uploaded = send(request(this.port, "/api/imports?background=true", this.ownersToken)
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers
				.ofString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
						+ new String(file, StandardCharsets.UTF_8) + "\r\n--b--\r\n")));
		this.upload = JsonPath.read(uploaded.body(), "$.id");
	}

	@Test
	void everyRouteIsDecided(@Autowired ApplicationContext context) {
		assertThat(new Routes(context).main())
			.isEqualTo(union(List.of(PUBLIC, REFUSED, SHARED, OWN, OWNERS, OPERATORS)));
		assertThat(new Routes(context).management()).isEqualTo(MANAGEMENT);
	}

	/**
	 * Nobody goes round the limit of one route by asking another, and none is charged
	 * twice.
	 */
	@Test
	void everyRouteOfThePersonAndEveryUseOfSupabaseHasOneLimit() {
		Set<String> session = Set.of("POST /session", "DELETE /session", "POST /session/refresh");
		assertThat(PUBLIC).containsAll(session);
		assertThat(union(List.of(SHARED, OWN, OWNERS, OPERATORS, session))).allSatisfy((route) -> {
			HttpResponse<String> answer = ask(route, DemoTokens.operatorTokenFor(UUID.randomUUID()));
			assertThat(answer.headers().allValues("RateLimit")).hasSize(1);
		});
	}

	/**
	 * The project's own keys are signed with the right secret, and everybody has the
	 * first.
	 */
	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "anon", "service_role" })
	void nobodyGetsInWithoutATokenOfAUser(@Nullable String role) {
		String token = (role != null)
				? DemoTokens.sign(DemoTokens.claims(this.owner.value()).claim("role", role).build(), DemoTokens.SECRET)
				: null;
		assertThat(union(List.of(SHARED, OWN, OWNERS, OPERATORS))).allSatisfy((route) -> {
			HttpResponse<String> answer = ask(route, token);
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.body()).doesNotContain("26.31", "Broker", this.owner.toString());
		});
	}

	@Test
	void whatEverybodyMayAskHoldsNothingOfAnybody() {
		assertThat(PUBLIC).allSatisfy((route) -> {
			HttpResponse<String> answer = ask(route, null);
			assertThat(answer.statusCode()).isNotIn(403, 405).isLessThan(500);
			assertHoldsNothing(answer);
			assertHoldsNothing(ask(route, this.ownersToken));
		});
		assertThat(REFUSED).allSatisfy((route) -> assertThat(ask(route, null).statusCode()).isEqualTo(405));
	}

	@Test
	void anotherUserSeesOnlyTheOwn() {
		// What is remembered for the owner could be shown to others.
		assertThat(ask("GET /api/dashboard/overview", this.ownersToken).body()).contains("221.56");
		assertThat(ask("GET /api/dashboard/holdings", this.ownersToken).body()).contains("MSFT");
		assertThat(ask("GET /api/portfolios", this.ownersToken).body()).contains(this.portfolio);
		assertThat(OWN).allSatisfy((route) -> {
			HttpResponse<String> answer = ask(route, stranger());
			assertThat(answer.statusCode()).isNotIn(401, 403, 404).isLessThan(500);
			assertHoldsNothing(answer);
			if (route.startsWith("GET ")) {
				assertThat(answer.statusCode()).isEqualTo(200);
				assertThat(answer.body()).doesNotContain("26.31", "221.56", "Broker");
			}
		});
	}

	@Test
	void anotherUserDoesNotLearnWhatIsThere() {
		assertThat(OWNERS).allSatisfy((route) -> {
			HttpResponse<String> answer = ask(route, stranger());
			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(answer.body()).doesNotContain("MSFT", "26.31", "Broker", "a.csv");
		});
		assertThat(OWNERS).filteredOn((route) -> route.startsWith("GET "))
			.allSatisfy((route) -> assertThat(ask(route, this.ownersToken).statusCode()).isEqualTo(200));
	}

	@Test
	void anotherUserIsNoOperator() {
		UUID user = UUID.randomUUID();
		assertThat(OPERATORS).allSatisfy((route) -> {
			assertThat(ask(route, stranger()).statusCode()).isEqualTo(403);
			assertThat(ask(route, DemoTokens.selfMadeOperatorTokenFor(user)).statusCode()).isEqualTo(403);
			assertThat(ask(route, DemoTokens.operatorTokenFor(user)).statusCode()).isEqualTo(200);
		});
	}

	@Test
	void noEndpointForOperatorsIsOnTheMainPort() {
		String anon = DemoTokens.sign(DemoTokens.claims(this.owner.value()).claim("role", "anon").build(),
				DemoTokens.SECRET);
		assertThat(MANAGEMENT).allSatisfy((route) -> {
			assertThat(ask(route, null).statusCode()).isEqualTo(404);
			assertThat(ask(route, stranger()).statusCode()).isEqualTo(404);
			assertThat(ask(route, DemoTokens.operatorTokenFor(UUID.randomUUID())).statusCode()).isEqualTo(404);
			assertThat(ask(route, anon).statusCode()).isEqualTo(401);
			HttpResponse<String> there = ask(this.management, route, null);
			assertThat(there.statusCode()).isIn(200, 404);
			assertHoldsNothing(there);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "//api/portfolios", "/api//portfolios", "/api/portfolios;x=1", "/api;x=/portfolios",
			"/api/%2e/portfolios", "/js/../api/portfolios", "/js/%2e%2e/api/portfolios", "/api%2fportfolios",
			"/API/portfolios", "/api/portfolios/", "/api/portfolios%00", "/api/portfolios.json", "/api\\portfolios" })
	void noSpellingOfAPathGetsIn(String path) {
		RawHttp.Answer answer = new RawHttp(this.port).get("GET " + path);
		assertThat(answer.status()).isBetween(400, 499);
	}

	private void assertHoldsNothing(HttpResponse<String> answer) {
		assertThat(answer.body()).doesNotContain(this.portfolio, this.account, this.upload, this.owner.toString());
	}

	private HttpResponse<String> ask(String route, @Nullable String token) {
		return ask(this.port, route, token);
	}

	private HttpResponse<String> ask(int port, String route, @Nullable String token) {
		String[] parts = route.split(" ");
		String path = parts[1].replaceFirst("(/portfolios/)\\{\\w+}", "$1" + this.portfolio)
			.replaceFirst("(/accounts/)\\{\\w+}", "$1" + this.account)
			.replaceFirst("(/activities/)\\{\\w+}", "$1" + this.activity)
			.replaceFirst("(/imports/)\\{\\w+}", "$1" + this.upload)
			.replace("{symbol}", "MSFT")
			.replaceAll("\\{\\*?\\w+}|\\*\\*", "x");
		boolean file = parts[0].equals("POST") && path.startsWith("/api/imports");
		return send(request(port, path, token)
			.header("Content-Type", file ? "multipart/form-data; boundary=b" : "application/json")
			.header("If-Match", "\"0\"")
			.method(parts[0], BodyPublishers.ofString(ACTIVITY)));
	}

	/**
	 * From an address of its own, of which each may try a few times.
	 */
	private HttpRequest.Builder request(int port, String path, @Nullable String token) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("X-Forwarded-For", "2001:db8:e0e:" + Integer.toHexString(addresses.incrementAndGet()) + "::1");
		return (token != null) ? request.header("Authorization", "Bearer " + token) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String read(String path, String expression) {
		List<Object> found = JsonPath.read(ask("GET " + path, this.ownersToken).body(), expression);
		return found.get(0).toString();
	}

	private static String stranger() {
		return DemoTokens.tokenFor(UUID.randomUUID());
	}

	private static Set<String> list(String routes) {
		return new LinkedHashSet<>(routes.lines().toList());
	}

	private static Set<String> union(List<Set<String>> lists) {
		Set<String> all = new LinkedHashSet<>();
		lists.forEach(all::addAll);
		return all;
	}

}
