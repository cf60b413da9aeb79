package io.portfolioplatform.app.security;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has used up a quota gets no more of it by writing the path or the address in
 * another way: such a request is charged too, or is not served.
 */
@AttackTest
class LimitEvasionTests {

	private static final String OVERVIEW = "/api/dashboard/overview";

	private static final String FORM = "{\"email\":\"a@example.com\",\"password\":\"x\"}";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "//api/dashboard/overview", "/api//dashboard/overview", "/api/dashboard//overview",
			"/api/dashboard/overview/", "/api/dashboard/overview//", "/api/dashboard/overview;x=1",
			"/api;x=1/dashboard/overview", "/;x=1/api/dashboard/overview", "/api/dashboard;/overview",
			"/api/./dashboard/overview", "/api/x/../dashboard/overview", "/./api/dashboard/overview",
			"/api/%2e/dashboard/overview", "/api/x/%2e%2e/dashboard/overview", "/api%2fdashboard%2foverview",
			"/api%2Fdashboard/overview", "/api/dashboard%2foverview", "/api%5cdashboard%5coverview",
			"/api\\dashboard\\overview", "/API/dashboard/overview", "/api/Dashboard/overview",
			"/api/dashboard/OVERVIEW", "/%61pi/dashboard/overview", "/api/d%61shboard/overview",
			"/api/dashboard/%6fverview", "/api/dashboard/%6Fverview", "/%61%70%69/%64ashboard/overvie%77",
			"/api/dashboard/%256fverview", "/api/dashboard/overview%20", "/api/dashboard/overview%00",
			"/api/dashboard/overview%0a", "/api/dashboard/overview.json", "/api/dashboard/overview?x=1",
			"/api/dashboard/overview?", "/api/dashboard/overview#x", "/api/dashboard/%C0%AFoverview",
			"/api/dashboard/o\u0076erview", "http://portfolio.example.com/api/dashboard/overview",
			"http://other.example.com/api/dashboard/overview", "*" })
	void noSpellingOfAPathHasAQuotaOfItsOwn(String target) {
		String token = "Authorization: Bearer " + DemoTokens.tokenFor(UUID.randomUUID());
		assertThat(statuses(3, () -> http().get("GET " + OVERVIEW, token))).containsExactly(200, 200, 429);
		assertThat(http().get("GET " + target, token).status()).isIn(400, 404, 429);
		assertThat(http().get("HEAD " + target, token).status()).isIn(400, 404, 405, 429);
	}

	@Test
	void noMethodThatIsToldInAHeaderHasAQuotaOfItsOwn() {
		String token = "Authorization: Bearer " + DemoTokens.tokenFor(UUID.randomUUID());
		assertThat(statuses(3, () -> http().get("GET " + OVERVIEW, token))).containsExactly(200, 200, 429);
		for (String header : List.of("X-HTTP-Method-Override: GET", "X-HTTP-Method: GET", "X-Method-Override: GET")) {
			assertThat(http().get("POST " + OVERVIEW, token, header, "Content-Length: 0").status()).isIn(405, 429);
		}
		for (String header : List.of("X-Original-URL: " + OVERVIEW, "X-Rewrite-URL: " + OVERVIEW,
				"X-Forwarded-Prefix: /api/dashboard", "X-Forwarded-Path: " + OVERVIEW)) {
			assertThat(http().get("GET /nothing", token, header).status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/session/", "//session", "/session;x=1", "/./session", "/x/../session", "/%73ession",
			"/SESSION", "/session%2f", "/session?x=1", "/session%20", "http://portfolio.example.com/session" })
	void noSpellingOfThePathAllowsMoreGuesses(String target) {
		String address = "X-Forwarded-For: " + ownAddress(target);
		assertThat(statuses(3, () -> signIn("/session", address))).containsExactly(503, 503, 429);
		assertThat(signIn(target, address).status()).isIn(400, 404, 405, 429);
	}

	@Test
	void noAddressOfTheSameNetworkAllowsMoreGuesses() {
		List<Integer> statuses = IntStream.range(0, 20)
			.mapToObj((number) -> signIn("/session", "X-Forwarded-For: 2001:db8:7:1:" + number + "::1").status())
			.toList();
		assertThat(statuses.subList(0, 2)).containsOnly(503);
		assertThat(statuses.subList(2, 20)).containsOnly(429);
		for (String spelling : List.of("2001:DB8:7:1::1", "2001:0db8:0007:0001:0000:0000:0000:0001",
				"[2001:db8:7:1::2]", "2001:db8:7:1:0:0:192.0.2.1")) {
			assertThat(signIn("/session", "X-Forwarded-For: " + spelling).status()).as(spelling).isEqualTo(429);
		}
		assertThat(signIn("/session", "X-Forwarded-For: 2001:db8:7:2::1").status()).as("another network")
			.isEqualTo(503);
	}

	@Test
	void noHeaderAllowsMoreGuesses() {
		String seen = "198.51.100.77";
		assertThat(statuses(3, () -> signIn("/session", "X-Forwarded-For: " + seen))).containsExactly(503, 503, 429);
		List<String> claims = new ArrayList<>();
		for (String name : List.of("Forwarded: for=", "X-Real-IP: ", "X-Client-IP: ", "True-Client-IP: ",
				"CF-Connecting-IP: ", "X-Cluster-Client-IP: ", "X-Originating-IP: ", "X-Remote-IP: ", "X-Remote-Addr: ",
				"Client-IP: ", "Via: 1.1 ", "X-Forwarded-By: ", "X_Forwarded_For: ", "X-Forwarded-Host: ")) {
			claims.add(name + "192.0.2.1\r\nX-Forwarded-For: " + seen);
		}
		// What the client claims stands left of what the proxy has seen, on the same line
		// or before.
		for (String claim : List.of("192.0.2.1", "127.0.0.1", "::1", "unknown", "", ",", "192.0.2.1:80",
				"::ffff:192.0.2.1", "192.0.2.1, 127.0.0.1")) {
			claims.add("X-Forwarded-For: " + claim + ", " + seen);
			claims.add("X-Forwarded-For: " + claim + "\r\nX-Forwarded-For: " + seen);
			claims.add("x-forwarded-for: " + claim + "\r\nX-FORWARDED-FOR: " + seen);
		}
		claims.add("X-Forwarded-For: ::ffff:" + seen);
		claims.add("X-Forwarded-For: " + seen + ", 127.0.0.1");
		assertThat(claims)
			.allSatisfy((claim) -> assertThat(signIn("/session", claim).status()).as(claim).isEqualTo(429));
	}

	private static String ownAddress(String text) {
		return "2001:db8:" + Integer.toHexString(text.hashCode() >>> 16) + ":"
				+ Integer.toHexString(text.hashCode() & 0xffff) + "::1";
	}

	private static List<Integer> statuses(int times, Supplier<RawHttp.Answer> request) {
		return IntStream.range(0, times).mapToObj((number) -> request.get().status()).toList();
	}

	private RawHttp.Answer signIn(String target, String header) {
		return http()
			.send("POST " + target + " HTTP/1.1\r\nHost: portfolio.example.com\r\nConnection: close\r\n" + header
					+ "\r\nContent-Type: application/json\r\nContent-Length: " + FORM.length() + "\r\n\r\n" + FORM);
	}

	private RawHttp http() {
		return new RawHttp(this.port);
	}

}
