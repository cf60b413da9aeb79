package io.portfolioplatform.dbpool.example;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Stands for what an application has anyway, such as the security context.
 */
@Component
class CurrentUser {

	private final ThreadLocal<@Nullable UUID> id = new ThreadLocal<>();

	@Nullable String id() {
		UUID id = this.id.get();
		return (id != null) ? id.toString() : null;
	}

	void signIn(@Nullable UUID id) {
		this.id.set(id);
	}

}
