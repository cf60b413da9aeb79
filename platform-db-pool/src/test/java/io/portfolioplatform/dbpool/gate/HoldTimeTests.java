package io.portfolioplatform.dbpool.gate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HoldTime}.
 */
class HoldTimeTests {

	private final HoldTime time = new HoldTime();

	@Test
	void forgetsSoonThatTheFirstWaitedForThePool() {
		this.time.record(16_000);
		assertThat(this.time.nanos()).isEqualTo(16_000);
		for (int i = 0; i < 15; i++) {
			this.time.record(0);
		}
		assertThat(this.time.nanos()).isBetween(900L, 1_100L);
	}

	@Test
	void timesTheFirstAndThenOneOfEight() {
		assertThat(timedOf(100)).isEqualTo(100);
		for (int i = 0; i < 64; i++) {
			this.time.record(1);
		}
		assertThat(timedOf(80)).isEqualTo(10);
	}

	private int timedOf(int permits) {
		int timed = 0;
		for (int i = 0; i < permits; i++) {
			timed += this.time.isTimed() ? 1 : 0;
		}
		return timed;
	}

}
