package io.portfolioplatform.cache.autoconfigure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownCachePropertyFailureAnalyzer}.
 */
class UnknownCachePropertyFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "platform.cache.caches.quotes.tttl, platform.cache.caches.quotes.ttl",
			"platform.cache.caches.quotes.max-entry, platform.cache.caches.quotes.max-entries",
			"platform.cache.near.max-entrys, platform.cache.near.max-entries",
			"platform.cache.caches.my-quotes.refreshafter2, platform.cache.caches.my-quotes.refresh-after",
			"platform.cache.tll-jitter, platform.cache.ttl-jitter", "platform.cache.neer.x, platform.cache.near" })
	void namesNearestProperty(String unknown, String nearest) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withPropertyValues(unknown + "=5")
			.withBean(PlatformCacheAutoConfigurationTests.Clock.class)
			.run((context) -> {
				FailureAnalysis analysis = new UnknownCachePropertyFailureAnalyzer()
					.analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).endsWith(unknown);
				assertThat(analysis.getAction()).startsWith("Write " + nearest + ", or remove it.");
			});
	}

}
