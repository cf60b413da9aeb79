package io.portfolioplatform.cache.shared;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Breaker}.
 */
class BreakerTests {

	private long now;

	private final Breaker breaker = new Breaker(() -> this.now);

	@Test
	void opensForASecondAfterThreeFailuresInARow() {
		this.breaker.failed();
		this.breaker.failed();
		this.breaker.succeeded();
		this.breaker.failed();
		this.breaker.failed();
		assertThat(this.breaker.isClosed()).isTrue();
		this.breaker.failed();
		assertThat(this.breaker.isClosed()).isFalse();
		this.now += Duration.ofSeconds(1).toNanos();
		assertThat(this.breaker.isClosed()).isTrue();
		this.breaker.failed();
		assertThat(this.breaker.isClosed()).as("after one more failure").isFalse();
	}

	@Test
	void letsOneCallerTryAfterThePause() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.breaker.mayAsk()).isTrue();
			this.breaker.failed();
		}
		assertThat(this.breaker.mayAsk()).isFalse();
		this.now += Duration.ofSeconds(1).toNanos();
		assertThat(this.breaker.mayAsk()).isTrue();
		assertThat(this.breaker.mayAsk()).as("one tries").isFalse();
		this.now += Duration.ofSeconds(1).toNanos();
		assertThat(this.breaker.mayAsk()).as("the first has not told").isTrue();
		this.breaker.notAsked();
		assertThat(this.breaker.mayAsk()).as("another's turn").isTrue();
		assertThat(this.breaker.mayAsk()).isFalse();
		this.breaker.succeeded();
		assertThat(this.breaker.mayAsk()).isTrue();
		assertThat(this.breaker.mayAsk()).isTrue();
	}

}
