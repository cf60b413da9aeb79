package io.portfolioplatform.perf.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Shipped} and what {@link Sockets} make of it.
 */
class ShippedTests {

	@Test
	void readsWhatIsShipped() throws Exception {
		assertThat(Shipped.CEILING.number()).isEqualTo(10);
		assertThat(Shipped.POOL.number()).isEqualTo(25);
		assertThat(Shipped.CLIENTS.number()).isEqualTo(1000);
		assertThat(Shipped.redis()).isEqualTo(64);
		assertThat(Shipped.threads()).isEqualTo(200);
	}

}
