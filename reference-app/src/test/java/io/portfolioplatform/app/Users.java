package io.portfolioplatform.app;

import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.JwtRequestPostProcessor;

/**
 * Users for tests: each call makes one nobody else has.
 */
public final class Users {

	private Users() {
	}

	public static UserId fresh() {
		return new UserId(UUID.randomUUID());
	}

	public static JwtRequestPostProcessor signedIn(UserId user) {
		return SecurityMockMvcRequestPostProcessors.jwt().jwt((token) -> token.subject(user.toString()));
	}

}
