package io.portfolioplatform.app.security;

import java.util.UUID;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Request targets that are no URI, or no path, or have a query that is none: whoever
 * sends them has made a mistake, and not the server.
 */
@AttackTest
@ExtendWith(OutputCaptureExtension.class)
class UnreadableTargetTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "//", "///", "//?", "//?x=1", "//x", "//evil.example/", "//evil.example:x/", "//[", "//%",
			"/?%", "/x?a=%", "/x?%zz=1", "/x?a=%ff", "/api/market-data/MSFT?limit=%", "/[", "/[x]", "/x]", "/%", "/%zz",
			"/%0", "/x?[", "/x?%", "/api/[x]", "/api/portfolios/[x]", "/api/portfolios/%5Bx", "/api/imports/[x]", "/\0",
			"/\u0001", "/\u007f", "/\u0080", "/\u00ff", "/a b", "/\\", "/|", "/^", "/{x}", "/<x>", "/\"", "/`", "/#",
			"x", "1:x", ":", "?", "%", "[" })
	void isNobodysErrorButTheCallers(String target, CapturedOutput output) {
		String token = "Authorization: Bearer " + DemoTokens.tokenFor(UUID.randomUUID());
		for (String method : new String[] { "GET", "HEAD", "POST" }) {
			assertThat(http().get(method + " " + target).status()).as(method).isBetween(200, 499);
			assertThat(http().get(method + " " + target, token).status()).as(method).isBetween(200, 499);
		}
		assertThat(output).doesNotContain("Unexpected error", "Failure in @ExceptionHandler");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//", "//evil.example/", "//?x", "/x?%" })
	void isToldInAProblem(String target) {
		assertThat(http().get("POST " + target, "Content-Length: 0").text())
			.contains("HTTP/1.1 400", "application/problem+json", "\"instance\":\"/")
			.doesNotContain("\"instance\":\"//");
	}

	private RawHttp http() {
		return new RawHttp(this.port);
	}

}
