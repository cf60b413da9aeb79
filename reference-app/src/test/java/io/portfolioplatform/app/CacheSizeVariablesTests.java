package io.portfolioplatform.app;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the environment variables with which the runbook changes the size of a cache.
 */
class CacheSizeVariablesTests {

	@ParameterizedTest
	@ValueSource(strings = { "performance", "prices", "rates", "overview", "overview-page", "market-data" })
	void aCacheHasTheSizeOfItsVariable(String cache) throws IOException {
		String name = cache.toUpperCase(Locale.ROOT).replace('-', '_');
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						Map.of("PLATFORM_CACHE_CACHES_" + name + "_MAX_ENTRIES", "17")));
		new YamlPropertySourceLoader().load("shipped", new ClassPathResource("application.yaml"))
			.forEach(sources::addLast);
		Map<String, Size> sizes = Binder.get(environment)
			.bind("platform.cache.caches", Bindable.mapOf(String.class, Size.class))
			.get();
		assertThat(sizes).containsEntry(cache, new Size(17)).doesNotContainKey("overviewpage");
		assertThat(sizes.values()).containsOnlyOnce(new Size(17));
	}

	record Size(long maxEntries) {

	}

}
