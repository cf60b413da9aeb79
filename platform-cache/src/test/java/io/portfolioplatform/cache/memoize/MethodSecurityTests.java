package io.portfolioplatform.cache.memoize;

import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that access is checked on every call, also of a remembered result.
 */
class MethodSecurityTests {

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void rememberedResultIsNotForThoseWhoMayNotCallTheMethod() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				Salaries salaries = context.getBean(Salaries.class);
				signIn("ADMIN");
				assertThat(salaries.of("ann")).isEqualTo(1);
				assertThat(salaries.of("ann")).isEqualTo(1);
				signIn("USER");
				assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> salaries.of("ann"));
			});
	}

	private static void signIn(String role) {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "", "ROLE_" + role));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@Import(Salaries.class)
	static class Application {

	}

	static class Salaries {

		private final AtomicInteger calls = new AtomicInteger();

		@PreAuthorize("hasRole('ADMIN')")
		@Memoize(ttl = "5m")
		public int of(String name) {
			return this.calls.incrementAndGet();
		}

	}

}
