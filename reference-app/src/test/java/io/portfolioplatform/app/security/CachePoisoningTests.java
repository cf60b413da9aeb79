package io.portfolioplatform.app.security;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.near.NearCaches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one caller sends and what does not tell pages apart never shows in the page that
 * the next caller is given.
 */
@AttackTest
class CachePoisoningTests {

	/** Prices of a page, so that each test has a page of its own. */
	private static final AtomicInteger LIMITS = new AtomicInteger(100);

	@LocalServerPort
	private int port;

	@Autowired
	private NearCaches caches;

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Host: poison.example", "X-Host: poison.example",
			"X-Forwarded-Server: poison.example", "Forwarded: host=poison.example;proto=poison",
			"X-Forwarded-Proto: poison", "X-Forwarded-Scheme: poison", "X-Forwarded-Port: 6666",
			"X-Forwarded-Prefix: /poison", "X-Original-URL: /poison", "X-Rewrite-URL: /poison",
			"X-HTTP-Method-Override: DELETE", "X-HTTP-Method-Override: HEAD", "Accept-Language: de-poison",
			"Accept-Encoding: poison, *;q=0", "Accept-Charset: poison", "Cookie: poison=poison",
			"Origin: https://poison.example", "Range: bytes=0-1", "If-None-Match: \"poison\"",
			"If-Modified-Since: Thu, 01 Jan 2037 00:00:00 GMT", "Content-Type: poison/poison", "TE: poison",
			"Upgrade: poison", "X-Poison: poison", "Idempotency-Key: poison" })
	void nobodyIsGivenWhatAnotherOnesHeaderMade(String header) {
		String page = page();
		assertThat(http().get("GET " + page, token(), header).status()).as("the page that is kept").isEqualTo(200);
		long hits = hits();
		RawHttp.Answer kept = http().get("GET " + page, token());
		assertThat(hits() - hits).as("answers from the cache").isOne();
		assertIsAsEver(page, kept);
	}

	@ParameterizedTest
	@CsvSource({ "Accept: application/problem+json, 406", "Accept: text/html;poison=1, 406", "Expect: poison, 417" })
	void nobodyIsGivenARefusalThatAnotherOnesHeaderMade(String header, int status) {
		String page = page();
		assertThat(http().get("GET " + page, token(), header).status()).isEqualTo(status);
		long hits = hits();
		RawHttp.Answer made = http().get("GET " + page, token());
		assertThat(hits() - hits).as("answers from the cache").isZero();
		assertIsAsEver(page, made);
	}

	/**
	 * What the page was before is known from another host's.
	 */
	private void assertIsAsEver(String page, RawHttp.Answer answer) {
		RawHttp.Answer plain = new RawHttp(this.port).send(
				"GET " + page + " HTTP/1.1\r\nHost: other.example.com\r\nConnection: close\r\n" + token() + "\r\n\r\n");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).contains("\"symbol\":\"MSFT\"").doesNotContainIgnoringCase("poison", "6666");
		assertThat(body(answer)).isEqualTo(body(plain));
	}

	private static String page() {
		return "/api/market-data/MSFT?limit=" + LIMITS.incrementAndGet();
	}

	private long hits() {
		return this.caches.get("market-data").statistics().hits();
	}

	@Test
	void aMethodInAHeaderIsNotBelieved() {
		String token = token();
		RawHttp.Answer created = http().get("POST /api/portfolios", token, "Content-Type: application/json",
				"Content-Length: 12\r\n\r\n{\"name\":\"a\"}");
		String path = created.text().replaceAll("(?s).*Location: (\\S+).*", "$1");
		for (String name : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
			assertThat(
					http().get("GET " + path + "?_method=DELETE", token, name + ": DELETE", "If-Match: \"0\"").status())
				.isEqualTo(200);
			assertThat(http()
				.get("POST " + path, token, name + ": DELETE", "If-Match: \"0\"",
						"Content-Type: application/x-www-form-urlencoded", "Content-Length: 14\r\n\r\n_method=DELETE")
				.status()).isEqualTo(405);
		}
		assertThat(http().get("GET " + path, token).status()).isEqualTo(200);
	}

	/**
	 * Two parameters of which one server reads the first and another the last.
	 */
	@Test
	void parametersThatAreSentTwiceTellPagesApart() {
		assertThat(count("limit=2&limit=3")).isEqualTo(2);
		assertThat(count("limit=3&limit=2")).isEqualTo(3);
		assertThat(count("limit=3")).isEqualTo(3);
		assertThat(count("limit=2")).isEqualTo(2);
		assertThat(http().get("GET /api/market-data/KO?limit=2;limit=3", token()).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/dashboard/overview", "/api/portfolios", "/api/audit" })
	void answersAboutAPersonAreKeptByNobody(String path) {
		assertThat(http().get("GET " + path, token(), "Accept-Language: poison").text()).startsWith("HTTP/1.1 200")
			.containsPattern("\r\nCache-Control: (no-cache, )?no-store[,\r]");
		assertThat(http().get("GET " + path + "/poison.css", token()).status()).isIn(400, 404);
		assertThat(http().get("GET " + path + ";poison.css", token()).status()).isEqualTo(400);
	}

	@Test
	void refusalsAreKeptByNobody() {
		for (String page : List.of("MSFT?limit=0", "MSFT?limit=x", "NOPE", "NOPE?limit=1001")) {
			assertThat(http().get("GET /api/market-data/" + page, token()).text()).startsWith("HTTP/1.1 40")
				.contains("no-store")
				.doesNotContain("Age: ");
		}
	}

	private int count(String query) {
		return http().get("GET /api/market-data/KO?" + query, token()).text().split("\"asOf\"", -1).length - 1;
	}

	private static String body(RawHttp.Answer answer) {
		return answer.text().substring(answer.text().indexOf("\r\n\r\n"));
	}

	private static String token() {
		return "Authorization: Bearer " + DemoTokens.tokenFor(UUID.randomUUID());
	}

	private RawHttp http() {
		return new RawHttp(this.port);
	}

}
