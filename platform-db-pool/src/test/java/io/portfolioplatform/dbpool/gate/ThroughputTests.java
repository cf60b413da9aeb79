package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Throughput}.
 */
class ThroughputTests {

	private final Throughput throughput = new Throughput(0);

	@Test
	void isTheMeanSinceTheStartAtFirst() {
		assertThat(at(0, 5)).isZero();
		assertThat(at(2, 30)).isEqualTo(15);
	}

	@Test
	void forgetsWhatIsOlderThanTheLookBeforeLast() {
		for (int second = 1; second <= 30; second++) {
			at(second, 100L * second);
		}
		for (int second = 31; second <= 60; second++) {
			at(second, 3000 + 10L * (second - 30));
		}
		assertThat(at(61, 3310)).isEqualTo(10);
	}

	@Test
	void spansTheTimeSinceTheLastLookWhereNobodyLooks() {
		at(3600, 3600);
		assertThat(at(7200, 10_800)).isEqualTo(2);
	}

	private double at(int second, long taken) {
		return this.throughput.perSecond(TimeUnit.SECONDS.toNanos(second), taken);
	}

}
