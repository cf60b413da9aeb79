package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.page.InvalidCachePageException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactivePageAutoConfiguration}.
 */
class ReactivePageAutoConfigurationTests {

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ReactivePageAutoConfiguration.class));

	@Test
	void aPageOfWebFluxStopsTheStart() {
		this.runner.withBean(Plain.class).run((context) -> assertThat(context).hasNotFailed());
		this.runner.withBean(Plain.class)
			.withBean(Remembered.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidCachePageException.class)
				.hasMessageContaining("prices")
				.hasMessageContaining("WebFlux"));
	}

	@RestController
	static class Plain {

		@GetMapping("/plain")
		String plain() {
			return "";
		}

	}

	@RestController
	static class Remembered {

		@GetMapping("/prices")
		@CachePage(ttl = "60s")
		String prices() {
			return "";
		}

	}

}
