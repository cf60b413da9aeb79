package io.portfolioplatform.app.security;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Host headers as attackers write them.
 */
@AttackTest
class HostHeaderTests {

	private final String token = "Authorization: Bearer " + DemoTokens.tokenFor(UUID.randomUUID());

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.example", "Host: evil.example:80", "Host: portfolio.example.com.evil.example",
			"Host: evil.example#portfolio.example.com", "Host: portfolio.example.com@evil.example",
			"Host: evil.example/portfolio.example.com", "Host: portfolio.example.com:x",
			"Host: portfolio.example.com, evil.example", "Host: portfolio.example.com evil.example",
			"Host: portfolio.example.com\r\nHost: evil.example", "Host: evil.example\r\nHost: portfolio.example.com",
			"Host: portfolio.example.com\r\n Host: evil.example", "Host : evil.example", "Host:",
			"X-Host: portfolio.example.com", "Host: 127.0.0.1", "Host: [::1]" })
	void answersNoOtherHost(String lines) {
		for (String path : new String[] { "/", "/api/portfolios", "//", "/[" }) {
			RawHttp.Answer answer = http()
				.send("GET " + path + " HTTP/1.1\r\n" + lines + "\r\nConnection: close\r\n" + this.token + "\r\n\r\n");
			assertThat(answer.status()).as(path).isEqualTo(400);
			assertThat(answer.text()).doesNotContain("evil.example");
		}
	}

	@Test
	void answersNoOtherHostInTheTarget() {
		assertThat(http().get("GET http://evil.example/api/portfolios", this.token).status()).isEqualTo(400);
	}

	/**
	 * There is nothing to believe: the dashboard's links are relative, and no mail is
	 * sent.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Host: evil.example", "X-Host: evil.example",
			"X-Forwarded-Server: evil.example", "X-HTTP-Host-Override: evil.example", "Forwarded: host=evil.example",
			"X-Original-Host: evil.example", "Origin: https://evil.example", "Referer: https://evil.example/",
			"X-Forwarded-Port: 1337", "X-Forwarded-Proto: evil.example", "X-Forwarded-Prefix: //evil.example" })
	void tellsNobodyOfAHostThatAHeaderClaims(String header) {
		String name = "{\"name\":\"" + Integer.toHexString(header.hashCode()) + " x\"}";
		RawHttp.Answer created = http().get("POST /api/portfolios", this.token, header,
				"Content-Type: application/json", "Content-Length: " + name.length() + "\r\n\r\n" + name);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.text()).contains("\r\nLocation: /api/portfolios/")
			.doesNotContain("evil.example", "1337", "Access-Control-Allow");
		for (String path : new String[] { "/", "/v3/api-docs", "/nothing" }) {
			assertThat(http().get("GET " + path, header).text()).as(path)
				.startsWith("HTTP/1.1 ")
				.doesNotContain("evil.example", "1337", "Access-Control-Allow");
		}
	}

	private RawHttp http() {
		return new RawHttp(this.port);
	}

}
