package io.portfolioplatform.cache.page;

import java.security.Principal;

import io.portfolioplatform.cache.PageCaller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers apart by the name of their principal.
 */
public final class PrincipalCaller implements PageCaller {

	@Override
	public @Nullable String identify(HttpServletRequest request) {
		Principal principal = request.getUserPrincipal();
		return (principal != null) ? principal.getName() : null;
	}

}
