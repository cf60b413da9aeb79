package io.portfolioplatform.cache.near;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When {@link NearCache} refreshes values that others have loaded some time ago.
 */
class RefreshAheadTests {

	private final FakeTicker ticker = new FakeTicker();

	private final NearCache cache = new NearCaches(100, this.ticker).get("prices");

	@Test
	void ageOfAValueCountsFromItsLoadElsewhere() throws Throwable {
		Terms terms = terms(5, 4, 0);
		get(terms, new Copy("old", Duration.ofSeconds(210)));
		this.ticker.advance(Duration.ofSeconds(149));
		assertThat(get(terms, () -> "new")).isEqualTo("old");
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(get(terms, () -> "new")).isEqualTo("new");
	}

	@Test
	void ageIsAtLeastWhatTheShortestTtlTells() throws Throwable {
		Terms terms = terms(10, 4, 0.1);
		get(terms, new Copy("old", Duration.ofMinutes(8)));
		this.ticker.advance(Duration.ofMinutes(3).minusNanos(1));
		assertThat(get(terms, () -> "new")).isEqualTo("old");
		this.ticker.advance(Duration.ofNanos(1));
		assertThat(get(terms, () -> "new")).isEqualTo("new");
	}

	@Test
	void valueThatIsDueWhenItComesIsLeftToThoseWhoAreAtIt() throws Throwable {
		Terms terms = terms(5, 1, 0);
		get(terms, new Copy("old", Duration.ofMinutes(3)));
		assertThat(get(terms, () -> "new")).isEqualTo("old");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(get(terms, () -> "new")).isEqualTo("new");
	}

	@Test
	void nullThatIsRememberedForLessIsNotOlder() throws Throwable {
		Terms terms = terms(5, 4, 0);
		get(terms, new Copy(null, Duration.ofSeconds(90)));
		this.ticker.advance(Duration.ofSeconds(89));
		assertThat(get(terms, () -> "new")).isNull();
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(get(terms, () -> "new")).isEqualTo("new");
	}

	private @Nullable Object get(Terms terms, Loader loader) throws Throwable {
		return this.cache.get("a", terms, loader);
	}

	private static Terms terms(int ttl, int refreshAfter, double jitter) {
		return new Terms(Duration.ofMinutes(ttl), Duration.ofMinutes(refreshAfter), Duration.ZERO, jitter);
	}

	/**
	 * A value that has been remembered elsewhere.
	 */
	private record Copy(@Nullable Object value, Duration left) implements Loader {

		@Override
		public @Nullable Object load() {
			return this.value;
		}

		@Override
		public boolean keeps(@Nullable Object value) {
			return true;
		}

		@Override
		public Duration limit(@Nullable Object value, Duration ttl) {
			return this.left;
		}

	}

}
