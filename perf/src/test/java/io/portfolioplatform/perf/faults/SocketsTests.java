package io.portfolioplatform.perf.faults;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sockets}.
 */
class SocketsTests {

	@Test
	void allowsWhatBackendsMayOpenTogether() throws Exception {
		assertThat(Sockets.allowed(3)).isEqualTo(new Sockets(36, 192));
	}

}
