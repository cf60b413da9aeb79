package io.portfolioplatform.app.quotes;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProviderAttempts}, whose use is in the tests of the providers.
 */
class ProviderAttemptsTests {

	@Test
	void waitsLongerEachTimeAndNeverForTheSameTime() {
		for (int attempt = 1; attempt <= 2; attempt++) {
			int number = attempt;
			List<Long> delays = Stream.generate(() -> ProviderAttempts.delays(Duration.ofSeconds(10)).apply(number))
				.limit(200)
				.toList();
			double middle = 10_000 * number;
			assertThat(delays).allSatisfy((delay) -> assertThat((double) delay).isBetween(middle / 2, middle * 1.5));
			assertThat(delays.stream().distinct().count()).isGreaterThan(100);
		}
	}

}
