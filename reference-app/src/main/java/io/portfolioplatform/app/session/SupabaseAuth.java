package io.portfolioplatform.app.session;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * The calls of Supabase Auth that a sign-in needs (GoTrue's {@code /token} and
 * {@code /logout}). A call takes at most 5 seconds and is not repeated.
 */
class SupabaseAuth {

	private static final Logger log = LoggerFactory.getLogger(SupabaseAuth.class);

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

	private static final String A_MINUTE = "60";

	private final RestClient client;

	SupabaseAuth(String url, String anonKey) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
		requests.setReadTimeout(READ_TIMEOUT);
		this.client = RestClient.builder()
			.requestFactory(requests)
			.baseUrl(url + "/auth/v1")
			.defaultHeader("apikey", anonKey)
			.build();
	}

	Grant signIn(String email, String password) {
		return grant("password", new Password(email, password), (answer) -> SignInException.refused(words(answer)));
	}

	Grant refresh(String refreshToken) {
		return grant("refresh_token", new RefreshToken(refreshToken), (answer) -> SignInException.ended());
	}

	/**
	 * Ends the session at Supabase, so that its refresh token is worth nothing any more.
	 * @param accessToken token of the session
	 * @return whether Supabase takes the token, which it does not once that has ended
	 */
	boolean signOut(String accessToken) {
		try {
			this.client.post()
				.uri("/logout?scope=local")
				.header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken)
				.retrieve()
				.toBodilessEntity();
			return true;
		}
		catch (HttpClientErrorException.Unauthorized | HttpClientErrorException.Forbidden ex) {
			return false;
		}
		catch (RestClientResponseException ex) {
			throw unexpected(ex);
		}
		catch (RestClientException ex) {
			throw unreachable(ex);
		}
	}

	private Grant grant(String type, Record form, Function<RestClientResponseException, SignInException> refused) {
		try {
			Grant grant = this.client.post()
				.uri("/token?grant_type={type}", type)
				.contentType(MediaType.APPLICATION_JSON)
				.body(form)
				.retrieve()
				.body(Grant.class);
			if (grant == null) {
				throw new RestClientException("The answer is empty");
			}
			return grant;
		}
		catch (RestClientResponseException ex) {
			throw refusal(ex, refused);
		}
		catch (RestClientException ex) {
			throw unreachable(ex);
		}
	}

	private static SignInException unreachable(RestClientException cause) {
		log.warn("Supabase Auth cannot be reached: {}", cause.getMessage());
		return SignInException.unavailable();
	}

	private static SignInException refusal(RestClientResponseException answer,
			Function<RestClientResponseException, SignInException> refused) {
		return switch (answer.getStatusCode().value()) {
			case 400, 403, 422 -> refused.apply(answer);
			case 429 -> SignInException.tooMany(retryAfter(answer.getResponseHeaders()));
			case 401 -> {
				log.error("Supabase Auth refuses the anon key: check SUPABASE_ANON_KEY against SUPABASE_URL");
				yield SignInException.unavailable();
			}
			default -> unexpected(answer);
		};
	}

	private static SignInException unexpected(RestClientResponseException answer) {
		log.warn("Supabase Auth answers {}", answer.getStatusCode());
		return SignInException.unavailable();
	}

	private static String words(RestClientResponseException answer) {
		String code = code(answer);
		return switch (code) {
			case "email_not_confirmed" ->
				"Confirm your e-mail address first: the link is in the mail you got when you signed up.";
			case "invalid_credentials", "invalid_grant", "validation_failed" ->
				"The e-mail address or the password is wrong.";
			default -> {
				log.warn("Supabase Auth refuses a sign-in, whatever the password: {} {}", answer.getStatusCode(), code);
				yield "You cannot sign in this way; ask whoever runs this.";
			}
		};
	}

	/**
	 * Returns what a refusal is called: nothing else of an answer belongs into the log.
	 */
	private static String code(RestClientResponseException answer) {
		try {
			JsonNode body = answer.getResponseBodyAs(JsonNode.class);
			// Versions before 2024 name it otherwise.
			return (body != null) ? body.path(body.has("error_code") ? "error_code" : "error").asString("") : "";
		}
		catch (RestClientException ex) {
			return "";
		}
	}

	private static String retryAfter(@Nullable HttpHeaders headers) {
		String seconds = (headers != null) ? headers.getFirst(HttpHeaders.RETRY_AFTER) : null;
		return (seconds != null) ? seconds : A_MINUTE;
	}

	/** Spring's client writes the text of a body to its log. */
	private record Password(String email, String password) {

		@Override
		public String toString() {
			return "Password[***]";
		}

	}

	private record RefreshToken(@JsonProperty("refresh_token") String token) {

		@Override
		public String toString() {
			return "RefreshToken[***]";
		}

	}

}
