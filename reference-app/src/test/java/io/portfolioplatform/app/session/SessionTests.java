package io.portfolioplatform.app.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.security.DemoTokens;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for sign-in, refresh and sign-out through the whole filter chain.
 */
@IntegrationTest
class SessionTests {

	@AutoClose
	private static final FakeSupabase SUPABASE = FakeSupabase.start();

	private static final String EMAIL = "person@example.com";

	private static final String WRITE = "/api/imports";

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void supabase(DynamicPropertyRegistry registry) {
		SUPABASE.properties().forEach((name, value) -> registry.add(name, () -> value));
		registry.add("platform.ratelimit.policies.sign-in.bandwidths[0].capacity", () -> 1000);
		registry.add("platform.ratelimit.policies.sign-in.bandwidths[0].period", () -> "1m");
	}

	@BeforeEach
	void reset() {
		SUPABASE.failWith(0);
		SUPABASE.forgetSessions();
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
	}

	@Test
	void signsInWithACookieThatOnlyThisHostGetsBackOverHttps() {
		MvcTestResult result = signIn(FakeSupabase.PASSWORD);
		assertThat(result).hasStatusOk().bodyJson().extractingPath("email").isEqualTo(EMAIL);
		assertThat(setCookie(result)).startsWith("__Host-session=")
			.contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=604800")
			.doesNotContain("Domain");
		assertThat(result).hasHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
		assertThat(result.getRequest().getSession(false)).isNull();
	}

	@Test
	void tellsThePageNoToken() throws Exception {
		MvcTestResult result = signIn(FakeSupabase.PASSWORD);
		assertThat(result.getResponse().getContentAsString()).doesNotContain("eyJ");
		assertThat(setCookie(result)).doesNotContain("eyJ");
	}

	@Test
	void theCookieOpensTheApi() {
		Cookie cookie = cookie(signIn(FakeSupabase.PASSWORD));
		assertThat(this.mvc.get().uri("/api/portfolios").cookie(cookie)).hasStatusOk();
		assertThat(this.mvc.get().uri("/session").cookie(cookie)).hasStatusOk()
			.bodyJson()
			.extractingPath("email")
			.isEqualTo(EMAIL);
	}

	@Test
	void aChangedCookieOpensNothing() {
		String value = cookie(signIn(FakeSupabase.PASSWORD)).getValue();
		for (int place : new int[] { 0, 20, value.length() / 2, value.length() - 3 }) {
			char other = (value.charAt(place) != 'A') ? 'A' : 'B';
			String changed = value.substring(0, place) + other + value.substring(place + 1);
			assertThat(this.mvc.get().uri("/api/portfolios").cookie(new Cookie(SessionCookie.NAME, changed)))
				.hasStatus(HttpStatus.UNAUTHORIZED);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "!", "AAAA", "eyJhbGciOiJub25lIn0.e30." })
	void nonsenseOpensNothing(String value) {
		assertThat(this.mvc.get().uri("/api/portfolios").cookie(new Cookie(SessionCookie.NAME, value)))
			.hasStatus(HttpStatus.UNAUTHORIZED);
	}

	@Test
	void aWriteNeedsTheCsrfTokenOfItsSession() {
		MvcTestResult signIn = signIn(FakeSupabase.PASSWORD);
		Cookie cookie = cookie(signIn);
		String otherToken = csrfToken(signIn(FakeSupabase.PASSWORD));
		assertThat(this.mvc.post().uri(WRITE).cookie(cookie)).hasStatus(HttpStatus.FORBIDDEN)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.mvc.post().uri(WRITE).cookie(cookie).header(SessionFilter.CSRF_HEADER, otherToken))
			.hasStatus(HttpStatus.CONFLICT);
		assertThat(this.mvc.delete().uri("/session").cookie(cookie)).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(this.mvc.post().uri("/session/refresh").cookie(cookie)).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(SUPABASE.sessions()).isEqualTo(2);
		// The file is missing, but the request came through.
		assertThat(this.mvc.post().uri(WRITE).cookie(cookie).header(SessionFilter.CSRF_HEADER, csrfToken(signIn)))
			.hasStatus4xxClientError()
			.satisfies((result) -> assertThat(result.getResponse().getStatus()).isNotIn(401, 403));
	}

	/**
	 * In another tab one person signs out and the next one signs in: both tabs send the
	 * same cookie.
	 */
	@Test
	void aPageOfOnePersonReadsNothingOfTheNext() {
		String token = csrfToken(signIn(FakeSupabase.PASSWORD));
		MvcTestResult next = signIn("next@example.com", FakeSupabase.PASSWORD);
		for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
			assertThat(this.mvc.method(method)
				.uri("/api/portfolios")
				.cookie(cookie(next))
				.header(SessionFilter.CSRF_HEADER, token)).hasStatus(HttpStatus.CONFLICT)
				.doesNotContainHeader(HttpHeaders.SET_COOKIE);
			assertThat(this.mvc.method(method)
				.uri("/api/portfolios")
				.cookie(cookie(next))
				.header(SessionFilter.CSRF_HEADER, csrfToken(next))).hasStatusOk();
		}
	}

	/**
	 * It must not ask for a sign-in, which would make another page do the same.
	 */
	@Test
	void tellsAPageWhoseSessionWasReplacedFromOneThatIsSignedOut() {
		String token = csrfToken(signIn(FakeSupabase.PASSWORD));
		MvcTestResult again = signIn(FakeSupabase.PASSWORD);
		assertThat(this.mvc.get().uri("/api/portfolios").cookie(cookie(again)).header(SessionFilter.CSRF_HEADER, token))
			.hasStatus(HttpStatus.CONFLICT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("type")
			.isEqualTo("urn:portfolio-platform:session-replaced");
	}

	@Test
	void aBearerTokenWinsOverTheCookieAndNeedsNoCsrfToken() {
		Cookie cookie = cookie(signIn(FakeSupabase.PASSWORD));
		String nonsense = "Bearer " + DemoTokens.tokenFor(UUID.randomUUID()) + "x";
		assertThat(this.mvc.get().uri("/api/portfolios").cookie(cookie).header(HttpHeaders.AUTHORIZATION, nonsense))
			.hasStatus(HttpStatus.UNAUTHORIZED);
	}

	@Test
	void renewsASessionAndKeepsItsCsrfToken() {
		MvcTestResult before = signIn(FakeSupabase.PASSWORD);
		MvcTestResult after = refresh(before);
		assertThat(after).hasStatusOk();
		assertThat(csrfToken(after)).isEqualTo(csrfToken(before));
		assertThat(cookie(after).getValue()).isNotEqualTo(cookie(before).getValue());
		assertThat(this.mvc.get().uri("/api/portfolios").cookie(cookie(after))).hasStatusOk();
	}

	@Test
	void removesTheCookieOfASessionThatSupabaseEnded() {
		MvcTestResult before = signIn(FakeSupabase.PASSWORD);
		SUPABASE.forgetSessions();
		MvcTestResult after = refresh(before);
		assertThat(after).hasStatus(HttpStatus.UNAUTHORIZED);
		assertThat(setCookie(after)).startsWith("__Host-session=;").contains("Max-Age=0");
	}

	@Test
	void keepsTheSessionWhileSupabaseFails() {
		MvcTestResult before = signIn(FakeSupabase.PASSWORD);
		SUPABASE.failWith(500);
		MvcTestResult after = refresh(before);
		assertThat(after).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader(HttpHeaders.RETRY_AFTER, "5");
		assertThat(after.getResponse().getHeader(HttpHeaders.SET_COOKIE)).isNull();
		assertThat(this.mvc.get().uri("/api/portfolios").cookie(cookie(before))).hasStatusOk();
	}

	@Test
	void signsOutHereAndAtSupabase() {
		MvcTestResult signIn = signIn(FakeSupabase.PASSWORD);
		signIn("other@example.com", FakeSupabase.PASSWORD);
		MvcTestResult signOut = signOut(signIn);
		assertThat(signOut).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(setCookie(signOut)).startsWith("__Host-session=;").contains("Max-Age=0");
		assertThat(SUPABASE.sessions()).as("of somebody else").isEqualTo(1);
	}

	/**
	 * As after an hour in which the page asked for nothing.
	 */
	@Test
	void signsOutAtSupabaseWithATokenThatHasEnded() {
		// Here a token counts for a minute more, so that clocks may differ.
		SUPABASE.tokensEndAfter(Duration.ofSeconds(-1));
		MvcTestResult signIn = signIn(FakeSupabase.PASSWORD);
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		int before = SUPABASE.signOuts();
		assertThat(signOut(signIn)).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(SUPABASE.sessions()).isZero();
		assertThat(SUPABASE.signOuts() - before).as("none with the token that has ended").isEqualTo(1);
	}

	@Test
	void signsOutHereThoughSupabaseFails() {
		SUPABASE.tokensEndAfter(Duration.ofSeconds(-1));
		MvcTestResult signIn = signIn(FakeSupabase.PASSWORD);
		SUPABASE.failWith(500);
		MvcTestResult signOut = signOut(signIn);
		assertThat(signOut).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(setCookie(signOut)).startsWith("__Host-session=;").contains("Max-Age=0");
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 429, 500 })
	@ExtendWith(OutputCaptureExtension.class)
	void logsWhatSupabaseAnswersToASignOut(int answered, CapturedOutput output) {
		MvcTestResult signIn = signIn(FakeSupabase.PASSWORD);
		SUPABASE.failWith(answered);
		assertThat(signOut(signIn)).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(output).contains("Supabase Auth answers " + answered, "Supabase did not end a session")
			.doesNotContain("cannot be reached");
	}

	@Test
	void refusesAWrongPasswordWithoutSayingWhichPartIsWrong() {
		assertThat(signIn("wrong")).hasStatus(HttpStatus.UNAUTHORIZED)
			.bodyJson()
			.extractingPath("detail")
			.isEqualTo("The e-mail address or the password is wrong.");
	}

	@ParameterizedTest
	@CsvSource({ "429, 429, 17", "500, 503, 5", "502, 503, 5" })
	void passesOnWhenToTryAgain(int answered, int told, String retryAfter) {
		SUPABASE.failWith(answered);
		assertThat(signIn(FakeSupabase.PASSWORD)).hasStatus(told).hasHeader(HttpHeaders.RETRY_AFTER, retryAfter);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"email\":\"a@b.c\"}", "{\"email\":\" \",\"password\":\"x\"}", "[]", "x" })
	void refusesAnIncompleteForm(String form) {
		assertThat(this.mvc.post().uri("/session").contentType(MediaType.APPLICATION_JSON).content(form))
			.hasStatus(HttpStatus.BAD_REQUEST);
	}

	@ParameterizedTest
	@ValueSource(strings = { MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE })
	void takesNothingThatAFormOfAnotherSiteCanSend(String type) {
		assertThat(this.mvc.post().uri("/session").contentType(type).content("{}"))
			.hasStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
	}

	private MvcTestResult signIn(String password) {
		return signIn(EMAIL, password);
	}

	private MvcTestResult signIn(String email, String password) {
		return this.mvc.post()
			.uri("/session")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}")
			.exchange();
	}

	private MvcTestResult signOut(MvcTestResult session) {
		return this.mvc.delete()
			.uri("/session")
			.cookie(cookie(session))
			.header(SessionFilter.CSRF_HEADER, csrfToken(session))
			.exchange();
	}

	private MvcTestResult refresh(MvcTestResult session) {
		return this.mvc.post()
			.uri("/session/refresh")
			.cookie(cookie(session))
			.header(SessionFilter.CSRF_HEADER, csrfToken(session))
			.exchange();
	}

	private static String setCookie(MvcTestResult result) {
		return String.valueOf(result.getResponse().getHeader(HttpHeaders.SET_COOKIE));
	}

	private static Cookie cookie(MvcTestResult result) {
		String header = setCookie(result);
		return new Cookie(SessionCookie.NAME, header.substring(header.indexOf('=') + 1, header.indexOf(';')));
	}

	private static String csrfToken(MvcTestResult result) {
		String body = new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
		return body.replaceAll(".*\"csrfToken\":\"([0-9a-f]{32})\".*", "$1");
	}

}
