package io.portfolioplatform.app.session;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SupabaseAuth}: what is said and logged of its refusals.
 */
@ExtendWith(OutputCaptureExtension.class)
class SupabaseAuthTests {

	@AutoClose
	private static final FakeSupabase SUPABASE = FakeSupabase.start();

	private final SupabaseAuth auth = new SupabaseAuth(SUPABASE.url(), FakeSupabase.ANON_KEY);

	@BeforeEach
	void reset() {
		SUPABASE.failWith(0);
	}

	/**
	 * As it answers now, and as it did before it had codes.
	 */
	@ParameterizedTest
	@CsvSource({ "400, error_code, invalid_credentials", "400, error, invalid_grant",
			"422, error_code, validation_failed" })
	void callsThePasswordWrong(int status, String field, String code, CapturedOutput output) {
		SUPABASE.failWith(status, "{\"%s\":\"%s\",\"msg\":\"not for the log\"}".formatted(field, code));
		assertThat(refusal()).isEqualTo("The e-mail address or the password is wrong.");
		assertThat(output).doesNotContain("refuses a sign-in");
	}

	@Test
	void asksForTheAddressToBeConfirmed() {
		SUPABASE.failWith(400, "{\"code\":400,\"error_code\":\"email_not_confirmed\"}");
		assertThat(refusal()).startsWith("Confirm your e-mail address first");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "400 | {\"error_code\":\"captcha_failed\",\"msg\":\"not for the log\"} | captcha_failed",
					"422 | {\"error_code\":\"email_provider_disabled\"} | email_provider_disabled",
					"400 | {\"error_code\":\"user_banned\"} | user_banned",
					"403 | <h1>not for the log</h1> | 403 FORBIDDEN", "400 | [] | 400 BAD_REQUEST",
					"400 | '' | 400 BAD_REQUEST" })
	void callsNoPasswordWrongThatWasNotLookedAt(int status, String body, String logged, CapturedOutput output) {
		SUPABASE.failWith(status, body);
		assertThat(refusal()).isEqualTo("You cannot sign in this way; ask whoever runs this.");
		assertThat(output).contains("refuses a sign-in", logged).doesNotContain("not for the log");
	}

	@Test
	void aRefreshThatIsRefusedIsTheEndOfTheSession(CapturedOutput output) {
		SUPABASE.failWith(400, "{\"error_code\":\"refresh_token_already_used\"}");
		assertThatExceptionOfType(SignInException.class).isThrownBy(() -> this.auth.refresh("used"))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED));
		assertThat(output).doesNotContain("refuses a sign-in");
	}

	/**
	 * Nobody listens at this port of a server that has been closed.
	 */
	@Test
	void logsThatSupabaseCannotBeReached(CapturedOutput output) {
		String url;
		try (FakeSupabase closed = FakeSupabase.start()) {
			url = closed.url();
		}
		assertThatExceptionOfType(SignInException.class)
			.isThrownBy(() -> new SupabaseAuth(url, FakeSupabase.ANON_KEY).signOut("token"));
		assertThat(output).contains("Supabase Auth cannot be reached");
	}

	private String refusal() {
		SignInException refused = catchThrowableOfType(SignInException.class,
				() -> this.auth.signIn("person@example.com", FakeSupabase.PASSWORD));
		assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
		return String.valueOf(refused.getBody().getDetail());
	}

}
