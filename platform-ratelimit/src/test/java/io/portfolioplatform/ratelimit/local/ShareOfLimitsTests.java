package io.portfolioplatform.ratelimit.local;

import java.time.Duration;
import java.util.List;

import io.github.bucket4j.Bucket;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShareOfLimits}.
 */
class ShareOfLimitsTests {

	private static final Duration PERIOD = Duration.ofHours(10);

	private final ForwardClock clock = new ForwardClock();

	@ParameterizedTest
	@CsvSource({ "100, 4, 1, 25, 1", "2, 4, 1, 1, 2", "10, 4, 5, 5, 2", "9, 1, 1, 9, 1" })
	void whatComesBackAtOnceComesBackInSoManyPeriods(long capacity, int processes, long cost, long share, int periods) {
		Limits limits = new Limits("api", List.of(new BandwidthLimit(capacity, PERIOD, Refill.INTERVAL)));
		Bucket bucket = ShareOfLimits.bucket(limits, processes, cost, (index) -> capacity, this.clock);
		assertThat(bucket.tryConsumeAsMuchAsPossible()).isEqualTo(share);
		this.clock.forward(PERIOD.multipliedBy(periods).minusHours(1));
		assertThat(bucket.tryConsumeAsMuchAsPossible()).isZero();
		this.clock.forward(Duration.ofHours(1));
		assertThat(bucket.tryConsumeAsMuchAsPossible()).isEqualTo(share);
	}

}
