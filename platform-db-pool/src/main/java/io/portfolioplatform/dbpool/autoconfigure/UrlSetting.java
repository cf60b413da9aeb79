package io.portfolioplatform.dbpool.autoconfigure;

import java.util.stream.Stream;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Which of the settings that may hold a URL holds the one in use: what a person changes
 * when it is wrong.
 */
final class UrlSetting {

	private static final String DATA_SOURCE = "spring.datasource.url";

	private UrlSetting() {
	}

	static String ofApplication(Environment environment) {
		return first(environment, DATA_SOURCE, DatabaseUrlAutoConfiguration.VARIABLE);
	}

	static String ofMigration(Environment environment) {
		return first(environment, "spring.flyway.url", PlatformDbPoolProperties.PREFIX + ".migration.url", DATA_SOURCE,
				DatabaseUrlAutoConfiguration.VARIABLE);
	}

	private static String first(Environment environment, String... settings) {
		return Stream.of(settings)
			.filter((setting) -> StringUtils.hasText(environment.getProperty(setting)))
			.findFirst()
			.orElse("the connection details");
	}

}
