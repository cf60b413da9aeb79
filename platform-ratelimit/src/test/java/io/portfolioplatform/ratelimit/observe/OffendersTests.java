package io.portfolioplatform.ratelimit.observe;

import java.time.Duration;
import java.util.List;

import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.Remainder;
import io.portfolioplatform.ratelimit.key.KeyDigest;
import io.portfolioplatform.ratelimit.observe.Offenders.Offender;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OffendersTests {

	private final ActivePolicy policy = new ActivePolicy(
			new Policy("api", List.of(new BandwidthLimit(1, Duration.ofHours(1), Refill.GREEDY))));

	private final Offenders offenders = new Offenders();

	@Test
	void countsRefusalsOnlyAndNamesDigests() {
		decide("ada", false);
		decide("ada", false);
		decide("bob", false);
		decide("eve", true);
		assertThat(this.offenders.top(10)).containsExactly(new Offender("api", KeyDigest.of("ada"), 2),
				new Offender("api", KeyDigest.of("bob"), 1));
		assertThat(this.offenders.top(1)).hasSize(1);
	}

	@Test
	void neverMissesAFrequentKeyAndStaysSmall() {
		for (int call = 0; call < 100_000; call++) {
			decide("key " + call, false);
			if (call % 10 == 0) {
				decide("abuser", false);
			}
		}
		List<Offender> top = this.offenders.top(1000);
		assertThat(top).hasSizeLessThanOrEqualTo(256);
		assertThat(top.get(0).key()).isEqualTo(KeyDigest.of("abuser"));
		assertThat(top.get(0).refused()).isBetween(10_000L, 10_000L + 110_000 / 256);
	}

	private void decide(String key, boolean admitted) {
		Policy current = this.policy.current();
		this.offenders.decided(new Charge(this.policy, key, 1),
				new Decision(current, current.limits(), admitted, Remainder.of(0, 0)));
	}

}
