package io.portfolioplatform.perf.ratelimit;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HotKey}.
 */
class HotKeyTests {

	@Test
	void eachRoundBeginsWithAnother() {
		List<String> names = List.of("a", "b", "c", "d");
		assertThat(HotKey.order(names, 0)).containsExactly("a", "b", "c", "d");
		assertThat(HotKey.order(names, 1)).containsExactly("c", "d", "a", "b");
	}

}
