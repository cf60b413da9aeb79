package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.RedisConnectionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MalformedRedisUrlFailureAnalyzer}.
 */
class MalformedRedisUrlFailureAnalyzerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "REDIS_URL", "platform.redis.url", "spring.data.redis.url" })
	void namesSettingAndCureWithoutPassword(String name) {
		this.runner.withPropertyValues(name + "=redis://user:se#cret@cache:6379/0").run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).isEqualTo("The Redis URL in " + name
					+ " is malformed: it does not have the form redis://user:password@host:port/database.\n\n    "
					+ name + ": redis://***@cache:6379");
			assertThat(analysis.getAction()).startsWith("Set " + name + " to a URL such as")
				.contains("percent-encoded")
				.endsWith("Remove it to run without Redis.");
			for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
				assertThat(cause.toString()).doesNotContain("cret");
			}
		});
	}

	@Test
	void namesClassOfUserBean() {
		this.runner.withBean(Details.class)
			.run((context) -> assertThat(analyze(context.getStartupFailure()).getDescription())
				.startsWith("The Redis URL in " + Details.class.getName() + " is malformed"));
	}

	private static FailureAnalysis analyze(Throwable failure) {
		FailureAnalysis analysis = new MalformedRedisUrlFailureAnalyzer().analyze(failure);
		assertThat(analysis).isNotNull();
		return analysis;
	}

	static class Details implements RedisConnectionDetails {

		@Override
		public String url() {
			return "cache:6379";
		}

	}

}
