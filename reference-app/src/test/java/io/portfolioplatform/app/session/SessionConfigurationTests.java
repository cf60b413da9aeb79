package io.portfolioplatform.app.session;

import java.util.Map;

import io.portfolioplatform.app.security.InvalidSecurityConfigurationException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.servlet.HandlerExceptionResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionConfiguration}: what it needs, and when it is not there.
 */
class SessionConfigurationTests {

	private static final String GOOD = "kX7qPz2mWv9sRt4uYb6nDf8gHj1lAc3e5Ee0";

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(TestConfiguration.class);

	@ParameterizedTest
	@ValueSource(strings = { "unrelated=1", "portfolio.session.anon-key=", "portfolio.session.secret-key=short" })
	void isNotThereWithoutAnAnonKey(String property) {
		this.context.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SessionCookie.class)
				.doesNotHaveBean(SessionController.class));
	}

	@Test
	void isThereWithAllThree() {
		configured(GOOD).run((context) -> assertThat(context).hasSingleBean(SessionController.class));
	}

	/**
	 * As the files of secrets that nobody has filled are.
	 */
	@ParameterizedTest
	@CsvSource({ "APP_SECRET_KEY=, DJANGO_SECRET_KEY=" + GOOD, "unrelated=1, DJANGO_SECRET_KEY=" + GOOD,
			"APP_SECRET_KEY=" + GOOD + ", DJANGO_SECRET_KEY=change-me" })
	void takesTheFirstSecretThatHasText(String first, String second) {
		this.context.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("SUPABASE_ANON_KEY=anon", "SUPABASE_URL=http://localhost:1", first, second)
			.run((context) -> assertThat(context.getBean(SessionProperties.class).secretKey()).isEqualTo(GOOD));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "change-me-change-me-change-me-change-me",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "django-insecure-x7qPz2mWv9sRt4uYb6nDf8gHj1lAc3e5",
			"your-secret-key-that-is-long-enough-123" })
	void refusesASecretThatOthersCanGuess(String secret) {
		configured(secret).run((context) -> assertThat(context).getFailure()
			.rootCause()
			.asInstanceOf(InstanceOfAssertFactories.type(InvalidSecurityConfigurationException.class))
			.satisfies((failure) -> {
				assertThat(failure).hasMessageContaining("APP_SECRET_KEY");
				assertThat(secret.isEmpty() || !String.valueOf(failure.getMessage()).contains(secret)).isTrue();
			}));
	}

	@Test
	void needsTheProjectsUrl() {
		this.context.withPropertyValues("portfolio.session.anon-key=anon", "portfolio.session.secret-key=" + GOOD)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSecurityConfigurationException.class)
				.hasMessageContaining("SUPABASE_URL"));
	}

	@Test
	void anotherSecretOpensNothing() {
		SessionCipher one = new SessionCipher(SessionKey.from(GOOD));
		SessionCipher other = new SessionCipher(SessionKey.from(GOOD + "1"));
		String sealed = one.seal("text");
		assertThat(one.open(sealed)).isEqualTo("text");
		assertThat(other.open(sealed)).isNull();
		assertThat(one.seal("text")).isNotEqualTo(sealed);
	}

	@Test
	void tellsNobodyASecret() {
		assertThat(new SessionProperties("https://x.supabase.co", "anon", GOOD, "").toString()).doesNotContain("anon",
				GOOD);
		assertThat(new SignInRequest("me@example.com", "hunter2").toString()).doesNotContain("hunter2");
	}

	private ApplicationContextRunner configured(String secret) {
		return this.context
			.withPropertyValues("portfolio.session.anon-key=anon", "portfolio.session.supabase-url=http://localhost:1")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("secret", Map.of("portfolio.session.secret-key", secret))));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SessionProperties.class)
	@Import({ SessionConfiguration.class, SessionController.class })
	static class TestConfiguration {

		@Bean
		JwtDecoder jwtDecoder() {
			return (token) -> {
				throw new IllegalStateException("not asked");
			};
		}

		@Bean
		HandlerExceptionResolver handlerExceptionResolver() {
			return (request, response, handler, exception) -> null;
		}

	}

}
