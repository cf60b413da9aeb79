package io.portfolioplatform.app.security;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a token allows beyond the user's own data. It is read from {@code app_metadata},
 * which only the project's administrators write; users write {@code user_metadata}
 * themselves.
 */
public final class UserAuthorities {

	/**
	 * Authority of operators: {@code app_metadata.portfolio_role} is {@code operator}.
	 */
	public static final String OPERATOR = "ROLE_OPERATOR";

	private UserAuthorities() {
	}

	/**
	 * Returns the authorities of a verified token.
	 * @param token the token
	 * @return the authorities, none for most users
	 */
	public static Collection<GrantedAuthority> of(Jwt token) {
		Object metadata = token.getClaim("app_metadata");
		boolean operator = metadata instanceof Map<?, ?> map && "operator".equals(map.get("portfolio_role"));
		return operator ? List.of(new SimpleGrantedAuthority(OPERATOR)) : List.of();
	}

}
