package io.portfolioplatform.cache.coherence;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Invalidation}.
 */
class InvalidationTests {

	@Test
	void tagThatIsNoUnicodeStandsForEverything() {
		assertThat(Invalidation.tag("q:\uD83D\uDE00").name()).isEqualTo("q:\uD83D\uDE00");
		assertThat(Invalidation.tag("q:\uD83D")).isEqualTo(Invalidation.all(""));
		assertThat(Invalidation.tag("q:\uDE00")).isEqualTo(Invalidation.all(""));
	}

}
