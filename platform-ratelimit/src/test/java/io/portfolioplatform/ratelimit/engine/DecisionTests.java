package io.portfolioplatform.ratelimit.engine;

import java.time.Duration;
import java.util.List;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "900000000, 1", "1000000000, 1", "1000000001, 2" })
	void secondsAreRoundedUpSoThatNobodyComesTooEarly(long nanos, long seconds) {
		Policy policy = new Policy("api", List.of(new BandwidthLimit(1, Duration.ofHours(1), Refill.GREEDY)));
		assertThat(new Decision(policy, policy.limits(), false, Remainder.of(0, nanos)).secondsUntilMore())
			.isEqualTo(seconds);
	}

}
