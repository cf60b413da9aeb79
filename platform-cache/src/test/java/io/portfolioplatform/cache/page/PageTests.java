package io.portfolioplatform.cache.page;

import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Terms;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Page}.
 */
class PageTests {

	@Test
	void validatorTellsBodyAndTypeApart() {
		assertThat(page("text/plain", "a").etag()).isEqualTo(page("text/plain", "a").etag())
			.isNotEqualTo(page("text/plain", "b").etag())
			.isNotEqualTo(page("text/html", "a").etag());
	}

	@Test
	void ageIsNeverNegative() {
		assertThat(page("text/plain", "a").ageInSeconds(0)).isZero();
		assertThat(page("text/plain", "a").ageInSeconds(3_500)).isEqualTo(2);
	}

	/**
	 * A cache of 100 entries has room for 400 KB of pages.
	 */
	@Test
	void longPagesTakeTheRoomOfSeveralEntries() {
		NearCache cache = new NearCaches(100, Ticker.systemTicker()).get("pages");
		Page page = page("text/plain", "x".repeat(40 * 1024));
		for (int i = 0; i < 50; i++) {
			cache.put(i, Terms.of(Duration.ofMinutes(1)), page);
		}
		await().untilAsserted(() -> assertThat(cache.size()).isBetween(1L, 10L));
	}

	private static Page page(String type, String body) {
		return new Page(type, List.of(), body.getBytes(), 1_000);
	}

}
