package io.portfolioplatform.perf.load;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Loopback}.
 */
class LoopbackTests {

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:8080", "http://localhost", "http://127.9.9.9/", "http://[::1]:1/" })
	void loadStaysHere(String url) {
		assertThatNoException().isThrownBy(() -> Loopback.require(URI.create(url)));
	}

	@Test
	void loadDoesNotLeave() {
		assertThatIllegalArgumentException().isThrownBy(() -> Loopback.require(URI.create("http://192.0.2.1:8080")))
			.withMessage("http://192.0.2.1:8080 is another machine: load goes to 127.0.0.1");
		assertThatIllegalArgumentException().isThrownBy(() -> Loopback.require(URI.create("http://0.0.0.0/")));
	}

}
