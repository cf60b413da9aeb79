package io.portfolioplatform.dbpool.example;

import io.portfolioplatform.dbpool.TransactionClaims;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The README's claims.
 */
@Component
class UserClaims implements TransactionClaims {

	private final CurrentUser user;

	UserClaims(CurrentUser user) {
		this.user = user;
	}

	@Override
	public @Nullable Claims current() {
		String id = this.user.id();
		return (id != null) ? new Claims("{\"sub\":\"" + id + "\"}") : null;
	}

}
