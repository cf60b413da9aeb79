package io.portfolioplatform.app.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.portfolioplatform.app.IntegrationTest;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that who is signed in gets pages and can sign out while Supabase's keys cannot be
 * fetched: a process that has just started has none.
 */
@IntegrationTest
class SessionWithoutKeysTests {

	private static final FakeSupabase SUPABASE = FakeSupabase.start();

	private static final String PROOF = "proof";

	private static Cookie cookie;

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void supabase(DynamicPropertyRegistry registry) {
		SUPABASE.properties().forEach((name, value) -> registry.add(name, () -> value));
	}

	@BeforeAll
	static void signInAndLoseSupabase(@Autowired SessionCookie cookies) {
		Grant grant = new SupabaseAuth(SUPABASE.url(), FakeSupabase.ANON_KEY).signIn("person@example.com",
				FakeSupabase.PASSWORD);
		SUPABASE.close();
		Session session = new Session(grant.accessToken(), grant.refreshToken(), grant.email(), PROOF, null,
				Instant.now().plus(Duration.ofHours(1)));
		cookie = new Cookie(SessionCookie.NAME, cookies.holding(session).getValue());
	}

	/**
	 * In this order: keys are asked for a few times only, and tokens are nobody's then.
	 */
	@Test
	void onlyTheApiIsUnavailable() {
		MvcTestResult signOut = this.mvc.delete()
			.uri("/session")
			.cookie(cookie)
			.header(SessionFilter.CSRF_HEADER, PROOF)
			.exchange();
		assertThat(signOut).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(signOut.getResponse().getHeader(HttpHeaders.SET_COOKIE)).startsWith("__Host-session=;")
			.contains("Max-Age=0");
		assertThat(this.mvc.get().uri("/").cookie(cookie)).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
		assertThat(this.mvc.get().uri("/api/portfolios").cookie(cookie)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void anotherSpellingOfTheApiIsNobodys() {
		assertThat(this.mvc.get().uri(URI.create("/%61pi/portfolios")).cookie(cookie))
			.hasStatus(HttpStatus.UNAUTHORIZED);
	}

}
