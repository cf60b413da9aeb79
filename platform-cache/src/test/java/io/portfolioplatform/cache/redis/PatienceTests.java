package io.portfolioplatform.cache.redis;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Patience}.
 */
class PatienceTests {

	private final Patience patience = new Patience(Duration.ofMillis(100));

	@Test
	void isAsLongAsTheTimeoutForWhatIsComputedSooner() {
		assertThat(of("a")).hasMillis(100);
		computed("a", 20);
		assertThat(of("a")).hasMillis(100);
	}

	@Test
	void isAsLongAsComputingTakesButASecondAtMost() {
		computed("a", 300);
		assertThat(of("a")).hasMillis(300);
		assertThat(of("b")).hasMillis(100);
		for (int i = 0; i < 50; i++) {
			computed("a", 60_000);
		}
		assertThat(of("a")).isBetween(Duration.ofMillis(990), Duration.ofMillis(1000));
	}

	@Test
	void followsWhatComputingTakesNow() {
		computed("a", 800);
		computed("a", 80);
		assertThat(of("a")).isBetween(Duration.ofMillis(200), Duration.ofMillis(790));
		for (int i = 0; i < 50; i++) {
			computed("a", 20);
		}
		assertThat(of("a")).hasMillis(100);
	}

	@Test
	void forgetsOneThatTookVeryLong() {
		computed("a", 5);
		computed("a", 60_000);
		assertThat(of("a")).isLessThan(Duration.ofMillis(150));
	}

	@Test
	void isNeverShorterThanTheTimeout() {
		Patience long20 = new Patience(Duration.ofSeconds(20));
		long20.computed("a", Duration.ofSeconds(2).toNanos());
		assertThat(long20.begin("a").nanos()).isEqualTo(Duration.ofSeconds(20).toNanos());
		assertThat(long20.begin("a").left()).isPositive();
	}

	private void computed(String cache, long millis) {
		this.patience.computed(cache, Duration.ofMillis(millis).toNanos());
	}

	private Duration of(String cache) {
		return Duration.ofNanos(this.patience.begin(cache).nanos());
	}

}
