package io.portfolioplatform.cache.page;

import java.security.Principal;
import java.util.List;

import io.portfolioplatform.cache.PageCaller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Tells callers of Spring Security apart by name and authorities, so that none is given
 * what it was allowed to see with other ones.
 */
public final class AuthenticatedCaller implements PageCaller {

	@Override
	public @Nullable String identify(HttpServletRequest request) {
		Principal principal = request.getUserPrincipal();
		if (!(principal instanceof Authentication authentication)) {
			return (principal != null) ? principal.getName() : null;
		}
		StringBuilder text = new StringBuilder();
		PageKey.add(text, authentication.getName());
		PageKey.add(text, authorities(authentication));
		return text.toString();
	}

	private static List<String> authorities(Authentication authentication) {
		return authentication.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.map(String::valueOf)
			.sorted()
			.toList();
	}

}
