package io.portfolioplatform.perf.ratelimit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HotKey}.
 */
class HotKeyTests {

	private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

	@Test
	void eachRoundBeginsWithAnother() {
		assertThat(HotKey.order(NAMES, 0)).containsExactly("a", "b", "f", "c", "e", "d");
		assertThat(HotKey.order(NAMES, 1)).containsExactly("b", "c", "a", "d", "f", "e");
		assertThat(rounds().map((order) -> order.get(0))).containsExactlyElementsOf(NAMES);
		assertThat(rounds()).allSatisfy((order) -> assertThat(order).containsExactlyInAnyOrderElementsOf(NAMES));
	}

	@Test
	void noneFollowsTheSameOneTwice() {
		assertThat(rounds().flatMap((order) -> IntStream.range(1, order.size())
			.mapToObj((place) -> order.get(place - 1) + order.get(place)))).hasSize(30).doesNotHaveDuplicates();
	}

	@Test
	void saysWhatWasReallyOffered() {
		Sample slow = new Sample(100_000, 0.02, 0.3, 0.7, new Sample.Calm(0.3, 0.6));
		Sample fast = new Sample(20_000_000, 0, 0.1, 0.1, new Sample.Calm(0.1, 0.8));
		assertThat(HotKey.table(Map.of("exact", List.of(slow), "leased", List.of(fast))).markdown())
			.contains("| 0.0200 | 30000/s (30.0 % of its rate) | 0.30 ms |")
			.contains("| 0.0000 | 100000/s (0.5 % of its rate) | 0.10 ms |")
			.contains("- p99 of `exact` at 30000/s (30.0 % of its rate), in milliseconds: at most 5.0")
			.contains("- p99 of `leased` at 100000/s (0.5 % of its rate), in milliseconds: at most 5.0");
	}

	private static Stream<List<String>> rounds() {
		return IntStream.range(0, NAMES.size()).mapToObj((round) -> HotKey.order(NAMES, round));
	}

}
