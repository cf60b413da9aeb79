package io.portfolioplatform.app.user;

import io.portfolioplatform.dbpool.TransactionClaims;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Tells the database for whom the calling thread works, so that its policies show the
 * rows of that user and of nobody else.
 */
@Component
class UserClaims implements TransactionClaims {

	private static final ThreadLocal<@Nullable UserId> USER = new ThreadLocal<>();

	@Override
	public @Nullable Claims current() {
		UserId current = USER.get();
		return (current != null) ? new Claims("{\"sub\":\"" + current + "\"}") : null;
	}

	@Nullable UserId user() {
		return USER.get();
	}

	void begin(UserId user) {
		USER.set(user);
	}

	void end() {
		USER.remove();
	}

}
