package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownPropertyFailureAnalyzer} with {@code platform.ratelimit}.
 */
class UnknownRateLimitPropertyTests {

	@ParameterizedTest
	@CsvSource({ "policies.api.shdow, policies.api.shadow", "policies.api.on-redis-los, policies.api.on-redis-loss",
			"policies.api.bandwidths[0].capasity, policies.api.bandwidths[0].capacity",
			"policies.api.plans.pro.bandwith[0].capacity, policies.api.plans.pro.bandwidths",
			"routes[0].methid, routes[0].methods", "quotas.market.on-store-los, quotas.market.on-store-loss",
			"quotas.market.windows[1].limits, quotas.market.windows[1].limit", "enable, enabled",
			"client-ip.trusted-proxy, client-ip.trusted-proxies", "redis.timout, redis.timeout",
			"polices.api.shadow, policies" })
	void namesTheNearestProperty(String unknown, String nearest) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformQuotaAutoConfiguration.class))
			.withPropertyValues("platform.ratelimit." + unknown + "=5")
			.run((context) -> {
				FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).endsWith("platform.ratelimit." + unknown);
				assertThat(analysis.getAction())
					.startsWith("Write platform.ratelimit." + nearest + ", or remove it. There are [");
			});
	}

}
