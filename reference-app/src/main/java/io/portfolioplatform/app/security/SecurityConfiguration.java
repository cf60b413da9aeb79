package io.portfolioplatform.app.security;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.ServletRequestPathFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Asks for a token below {@code /api} and for nothing elsewhere: the dashboard's files
 * hold no data. No browser sends a bearer token by itself, so CSRF tokens are not needed
 * here; where people sign in with a cookie, the filter that reads it asks for them.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; "
			+ "style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
			+ "frame-ancestors 'none'";

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		RefusalAsProblem refusal = new RefusalAsProblem(problems);
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/api/operator/**")
				.hasAuthority(UserAuthorities.OPERATOR)
				.requestMatchers("/api/**")
				.authenticated()
				.anyRequest()
				.permitAll())
			.oauth2ResourceServer(
					(resources) -> resources.jwt((jwt) -> jwt.jwtAuthenticationConverter(authentication()))
						.authenticationEntryPoint(refusal)
						.accessDeniedHandler(refusal)
						.bearerTokenResolver(new TokenOfRequest())
						.withObjectPostProcessor(refusal.ofTokens()))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.headers(this::headers)
			.build();
	}

	/**
	 * Limits and each of the patterns above would parse the path for themselves.
	 */
	@Bean
	FilterRegistrationBean<ServletRequestPathFilter> requestPathFilter() {
		FilterRegistrationBean<ServletRequestPathFilter> filter = new FilterRegistrationBean<>(
				new ServletRequestPathFilter());
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
		return filter;
	}

	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderValues(new HeaderValues());
		return firewall;
	}

	/**
	 * Requests are measured as a whole: to measure each filter of the chain would cost
	 * more than the filters do.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	private static JwtAuthenticationConverter authentication() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(UserAuthorities::of);
		return converter;
	}

	private void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.permissionsPolicyHeader((policy) -> policy.policy("camera=(), geolocation=(), microphone=()"));
	}

}
