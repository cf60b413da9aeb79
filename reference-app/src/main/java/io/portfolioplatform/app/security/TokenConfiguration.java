package io.portfolioplatform.app.security;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads tokens of the Supabase project.
 */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	@Bean
	JwtDecoder jwtDecoder(SupabaseProperties properties) {
		return new VerifiedTokens((rotated) -> decoder(SupabaseProject.of(properties), new KeyRotation(rotated)));
	}

	private NimbusJwtDecoder decoder(SupabaseProject project, KeyRotation rotation) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSKeySelector(new TokenKeys(project, rotation));
		// Claims are checked once, by the rules below.
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
		decoder.setJwtValidator(TokenRules.of(project));
		return decoder;
	}

}
