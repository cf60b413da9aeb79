package io.portfolioplatform.app.security;

import io.portfolioplatform.app.IntegrationTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the headers of {@link SecurityConfiguration}.
 */
@IntegrationTest
class SecurityHeadersTests {

	@Autowired
	private MockMvcTester mvc;

	@ParameterizedTest
	@ValueSource(strings = { "/", "/nothing", "/api/portfolios" })
	void everyAnswerCarriesThem(String path) {
		assertThat(this.mvc.get().uri(path).secure(true)).headers()
			.hasValue("Content-Security-Policy",
					"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
							+ "base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
			.hasValue("X-Content-Type-Options", "nosniff")
			.hasValue("X-Frame-Options", "DENY")
			.hasValue("Referrer-Policy", "no-referrer")
			.hasValue("Cross-Origin-Opener-Policy", "same-origin")
			.hasValue("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
			.hasHeaderSatisfying("Strict-Transport-Security", (values) -> assertThat(values).hasSize(1));
	}

}
