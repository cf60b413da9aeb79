package io.portfolioplatform.ratelimit.key;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyDigest}.
 */
class KeyDigestTests {

	@Test
	void remembersShortKeysAsTheyAreAndLongOnesByTheirDigest() {
		assertThat(KeyDigest.remembered("x".repeat(100))).isEqualTo("x".repeat(100));
		String remembered = KeyDigest.remembered("x".repeat(7_500));
		assertThat(remembered).hasSizeLessThan(40)
			.isEqualTo(KeyDigest.remembered("x".repeat(7_500)))
			.isNotEqualTo(KeyDigest.remembered("x".repeat(7_501)));
	}

}
