package io.portfolioplatform.app.security;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;

/**
 * What a signed token must say to stand for a user. The project's own {@code anon} and
 * {@code service_role} keys are signed too, and stand for nobody.
 */
final class TokenRules {

	private static final String AUTHENTICATED = "authenticated";

	private TokenRules() {
	}

	static OAuth2TokenValidator<Jwt> of(SupabaseProject project) {
		List<OAuth2TokenValidator<Jwt>> rules = new ArrayList<>();
		rules.add(expiring());
		rules.add(new JwtAudienceValidator(AUTHENTICATED));
		rules.add(new JwtClaimValidator<>("role", AUTHENTICATED::equals));
		rules.add(new JwtClaimValidator<>(JwtClaimNames.SUB, TokenRules::isUuid));
		String issuer = project.issuer();
		if (issuer != null) {
			rules.add(new JwtIssuerValidator(issuer));
		}
		return JwtValidators.createDefaultWithValidators(rules);
	}

	private static JwtTimestampValidator expiring() {
		JwtTimestampValidator timestamps = new JwtTimestampValidator();
		timestamps.setAllowEmptyExpiryClaim(false);
		return timestamps;
	}

	private static boolean isUuid(@Nullable Object subject) {
		try {
			// UUID.fromString takes shorter texts too: 1-1-1-1-1 must not be someone.
			return subject instanceof String text && UUID.fromString(text).toString().equalsIgnoreCase(text);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
