package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownPropertyFailureAnalyzer} with {@code platform.redis}.
 */
class UnknownRedisPropertyTests {

	@ParameterizedTest
	@CsvSource({ "platform.redis.tiemout, platform.redis.timeout", "platform.redis.uri, platform.redis.url",
			"platform.redis.max-connection, platform.redis.max-connections",
			"platform.redis.connection-timeout, platform.redis.connect-timeout",
			"platform.redis.ssl.bundel, platform.redis.ssl.bundle", "platform.redis.tls.bundle, platform.redis.ssl" })
	void namesNearestProperty(String unknown, String nearest) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class))
			.withPropertyValues(unknown + "=hunter2")
			.run((context) -> {
				FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).endsWith(unknown).doesNotContain("hunter2");
				assertThat(analysis.getAction()).startsWith("Write " + nearest + ", or remove it. There are [");
			});
	}

}
