package io.portfolioplatform.app.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Answer of Supabase Auth to a sign-in or refresh.
 *
 * @param accessToken the token
 * @param refreshToken what buys the next one
 * @param user whose it is
 */
record Grant(@JsonProperty("access_token") String accessToken, @JsonProperty("refresh_token") String refreshToken,
		@JsonProperty("user") @Nullable User user) {

	String email() {
		return (this.user != null && this.user.email() != null) ? this.user.email() : "";
	}

	@Override
	public String toString() {
		return "Grant[]";
	}

	/**
	 * Account of the person.
	 *
	 * @param email its e-mail address, unless it has only a telephone number
	 */
	record User(@JsonProperty("email") @Nullable String email) {

	}

}
