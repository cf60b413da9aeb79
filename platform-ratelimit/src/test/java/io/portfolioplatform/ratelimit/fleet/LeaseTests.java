package io.portfolioplatform.ratelimit.fleet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lease}.
 */
class LeaseTests {

	private static final long END = 100;

	private final Lease lease = new Lease(10, 1, END);

	@Test
	void takesBackNoMoreThanItHasGiven() {
		assertThat(this.lease.take(4, 0)).isEqualTo(6);
		assertThat(this.lease.putBack(3, 0)).isEqualTo(3);
		assertThat(this.lease.putBack(3, 0)).isEqualTo(1);
		assertThat(this.lease.putBack(3, 0)).isZero();
		assertThat(this.lease.end()).isEqualTo(new Lease.Remains(1, 0, 10));
	}

	@Test
	void takesNothingBackWhenItHasEnded() {
		this.lease.take(4, 0);
		assertThat(this.lease.putBack(3, END)).isEqualTo(-1);
		this.lease.end();
		assertThat(this.lease.putBack(3, 0)).isEqualTo(-1);
	}

}
