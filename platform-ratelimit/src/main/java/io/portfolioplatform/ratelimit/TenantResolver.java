package io.portfolioplatform.ratelimit;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * Tells the tenant of a user, for routes with the key {@code tenant}. They need a bean of
 * this type.
 */
@FunctionalInterface
public interface TenantResolver {

	/**
	 * Return the tenant of a user.
	 * @param user the signed-in user
	 * @return the tenant, or {@code null} if the user has none
	 */
	@Nullable String tenantOf(Principal user);

}
