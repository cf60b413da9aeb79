package io.portfolioplatform.app.session;

import io.portfolioplatform.app.security.InvalidSecurityConfigurationException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Adds the sign-in with e-mail and password to what {@code security} accepts.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSignIn
class SessionConfiguration {

	@Bean
	SessionCookie sessionCookie(SessionProperties properties) {
		return new SessionCookie(new SessionCipher(SessionKey.from(properties.secretKey())));
	}

	@Bean
	Sessions sessions(SessionProperties properties, JwtDecoder tokens) {
		if (!StringUtils.hasText(properties.supabaseUrl())) {
			throw new InvalidSecurityConfigurationException(
					"SUPABASE_ANON_KEY is set, but SUPABASE_URL is not: nobody could sign in.",
					"Set SUPABASE_URL to the URL of the same project, or remove SUPABASE_ANON_KEY.");
		}
		String url = StringUtils.trimTrailingCharacter(properties.supabaseUrl().strip(), '/');
		return new Sessions(new SupabaseAuth(url, properties.anonKey().strip()), tokens);
	}

	/**
	 * Not a bean of type {@link SessionFilter}: the server would run it for every
	 * request, outside of the chain as well.
	 */
	@Bean
	Customizer<HttpSecurity> sessionFilter(SessionCookie cookie, JwtDecoder tokens,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		return (http) -> http.addFilterBefore(new SessionFilter(cookie, tokens, problems),
				BearerTokenAuthenticationFilter.class);
	}

}
