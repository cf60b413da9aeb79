package io.portfolioplatform.ratelimit;

import java.time.Duration;

import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitAutoConfiguration;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LimitedMethodsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRateLimitAutoConfiguration.class))
		.withPropertyValues("platform.ratelimit.policies.export.bandwidths[0].capacity=5",
				"platform.ratelimit.policies.export.bandwidths[0].period=1h");

	@Test
	void limitsEachKeyByItsCost() {
		this.runner.withBean(Reports.class).run((context) -> {
			Reports reports = context.getBean(Reports.class);
			assertThat(reports.export("ada")).isEqualTo("report of ada");
			assertThat(reports.export("ada")).isEqualTo("report of ada");
			assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> reports.export("ada"))
				.satisfies((ex) -> {
					assertThat(ex.getPolicy()).isEqualTo("export");
					assertThat(ex.getRetryAfter()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
				});
			assertThat(reports.export("bob")).isEqualTo("report of bob");
			assertThat(reports.unlimited()).isEqualTo("always");
		});
	}

	@Test
	void aKeyMayHaveAPlanOfItsOwn() {
		this.runner.withBean(Reports.class)
			.withBean(PlanResolver.class, () -> (user) -> user.equals("paula") ? "pro" : null)
			.withPropertyValues("platform.ratelimit.policies.export.plans.pro.bandwidths[0].capacity=8",
					"platform.ratelimit.policies.export.plans.pro.bandwidths[0].period=1h")
			.run((context) -> {
				Reports reports = context.getBean(Reports.class);
				assertThat(admitted(reports, "ada")).isEqualTo(2);
				assertThat(admitted(reports, "paula")).isEqualTo(4);
			});
	}

	private static int admitted(Reports reports, String user) {
		int admitted = 0;
		try {
			for (; admitted < 100; admitted++) {
				reports.export(user);
			}
		}
		catch (RateLimitExceededException ex) {
			assertThat(ex.getPolicy()).isEqualTo("export");
		}
		return admitted;
	}

	@Test
	void refusesToCountNoOne() {
		this.runner.withBean(Reports.class)
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(Reports.class).export(null))
				.withMessageContaining("Reports.export"));
	}

	@ParameterizedTest
	@ValueSource(classes = { UnknownPolicy.class, UnknownParameter.class, Unparsable.class, TooExpensive.class,
			PrivateMethod.class, FinalMethod.class })
	void failsTheStartForAnAnnotationThatCannotWork(Class<?> bean) {
		this.runner.withBean(bean).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidRateLimitException.class)
				.hasMessageContaining(bean.getName() + ".limited");
		});
	}

	static class Reports {

		@RateLimit(policy = "export", key = "#user", cost = 2)
		String export(String user) {
			return "report of " + user;
		}

		String unlimited() {
			return "always";
		}

	}

	static class UnknownPolicy {

		@RateLimit(policy = "exprot", key = "#user")
		void limited(String user) {
		}

	}

	static class UnknownParameter {

		@RateLimit(policy = "export", key = "#usr")
		void limited(String user) {
		}

	}

	static class Unparsable {

		@RateLimit(policy = "export", key = "#user +")
		void limited(String user) {
		}

	}

	static class TooExpensive {

		@RateLimit(policy = "export", key = "#user", cost = 6)
		void limited(String user) {
		}

	}

	static class PrivateMethod {

		@RateLimit(policy = "export", key = "#user")
		private void limited(String user) {
		}

	}

	static class FinalMethod {

		@RateLimit(policy = "export", key = "#user")
		final void limited(String user) {
		}

	}

}
