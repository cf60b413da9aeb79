package io.portfolioplatform.app.session;

import org.jspecify.annotations.Nullable;

/**
 * Form of the sign-in.
 *
 * @param email e-mail address of the account
 * @param password its password
 */
record SignInRequest(@Nullable String email, @Nullable String password) {

	@Override
	public String toString() {
		return "SignInRequest[]";
	}

}
