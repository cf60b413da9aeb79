package io.portfolioplatform.app.user;

import java.util.UUID;

/**
 * Identity of a user: the subject of the token, which is a UUID. Controllers take it as a
 * parameter.
 *
 * @param value the subject
 */
public record UserId(UUID value) {

	@Override
	public String toString() {
		return this.value.toString();
	}

}
