package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values that {@link NearCache} is promised.
 */
class AsyncLoadTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final FakeTicker ticker = new FakeTicker();

	private final NearCache cache = new NearCaches(100, this.ticker).get("promised");

	private final List<CompletableFuture<String>> promises = new ArrayList<>();

	@Test
	void callersShareOnePromise() {
		CompletableFuture<Object> first = get(Terms.of(MINUTE));
		CompletableFuture<Object> second = get(Terms.of(MINUTE));
		assertThat(this.promises).hasSize(1);
		this.promises.get(0).complete("1");
		assertThat(first).isCompletedWithValue("1");
		assertThat(second).isCompletedWithValue("1");
	}

	@Test
	void oneCallerCannotCancelThePromiseOfOthers() {
		CompletableFuture<Object> first = get(Terms.of(MINUTE));
		CompletableFuture<Object> second = get(Terms.of(MINUTE));
		first.cancel(true);
		this.promises.get(0).complete("1");
		assertThat(second).isCompletedWithValue("1");
		assertThat(get(Terms.of(MINUTE))).isCompletedWithValue("1");
	}

	@Test
	void interruptOfOneCallerIsNoFailureOfOthers() {
		CompletableFuture<CompletableFuture<Object>> waiting = new CompletableFuture<>();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> this.cache.get("key", Terms.of(MINUTE), () -> {
				waiting.complete(CompletableFuture.supplyAsync(() -> get(Terms.of(MINUTE))).join());
				throw new InterruptedException();
			}));
		assertThat(this.promises).hasSize(1);
		this.promises.get(0).complete("1");
		assertThat(waiting.join()).isCompletedWithValue("1");
	}

	@Test
	void oneCallerRefreshesAheadAndNobodyWaits() {
		Terms terms = refreshing();
		load(terms, "1");
		this.ticker.advance(Duration.ofSeconds(31));
		for (int i = 0; i < 10; i++) {
			assertThat(get(terms)).isCompletedWithValue("1");
		}
		assertThat(this.promises).hasSize(2);
		this.promises.get(1).complete("2");
		assertThat(get(terms)).isCompletedWithValue("2");
		assertThat(this.promises).hasSize(2);
	}

	@Test
	void callThatRefreshesIsAMissAsItMayHitWhatIsShared() {
		Terms terms = refreshing();
		load(terms, "1");
		this.ticker.advance(Duration.ofSeconds(31));
		for (int i = 0; i < 10; i++) {
			get(terms);
		}
		assertThat(this.cache.statistics().misses()).isEqualTo(2);
		assertThat(this.cache.statistics().hits()).isEqualTo(9);
	}

	@Test
	void failedRefreshLeavesTheValueAndIsTriedAgainLater() {
		Terms terms = refreshing();
		load(terms, "1");
		this.ticker.advance(Duration.ofSeconds(31));
		get(terms);
		this.promises.get(1).completeExceptionally(new IllegalStateException());
		assertThat(get(terms)).isCompletedWithValue("1");
		assertThat(this.promises).hasSize(2);
		assertThat(this.cache.statistics().stale()).isEqualTo(1);
		this.ticker.advance(Duration.ofSeconds(20));
		assertThat(get(terms)).isCompletedWithValue("1");
		this.ticker.advance(Duration.ofSeconds(11));
		get(terms);
		assertThat(this.promises).hasSize(3);
	}

	@Test
	void refreshedValueDoesNotComeBackAfterAnEviction() {
		Terms terms = refreshing();
		load(terms, "1");
		this.ticker.advance(Duration.ofSeconds(31));
		get(terms);
		this.cache.evict("key");
		this.promises.get(1).complete("2");
		assertThat(get(terms)).isNotCompleted();
		assertThat(this.promises).hasSize(3);
	}

	@Test
	void promisedValueDoesNotComeBackAfterAnEviction() {
		CompletableFuture<Object> first = get(Terms.of(MINUTE));
		this.cache.evict("key");
		this.promises.get(0).complete("1");
		assertThat(first).isCompletedWithValue("1");
		assertThat(get(Terms.of(MINUTE))).isNotCompleted();
	}

	@Test
	void earlierValueStandsInForAFailedPromise() {
		Terms terms = new Terms(MINUTE, Duration.ZERO, MINUTE, 0);
		load(terms, "1");
		this.ticker.advance(Duration.ofSeconds(61));
		CompletableFuture<Object> answer = get(terms);
		this.promises.get(1).completeExceptionally(new IllegalStateException());
		assertThat(answer).isCompletedWithValue("1");
		assertThat(get(terms)).isCompletedWithValue("1");
		assertThat(this.promises).hasSize(2);
		assertThat(this.cache.statistics().stale()).isEqualTo(1);
		this.ticker.advance(Duration.ofSeconds(2));
		get(terms);
		assertThat(this.promises).hasSize(3);
	}

	@Test
	void evictedValueDoesNotStandIn() {
		Terms terms = new Terms(MINUTE, Duration.ZERO, MINUTE, 0);
		load(terms, "1");
		this.ticker.advance(Duration.ofSeconds(61));
		CompletableFuture<Object> answer = get(terms);
		this.cache.evict("key");
		this.promises.get(1).completeExceptionally(new IllegalStateException());
		assertThat(answer).isCompletedExceptionally();
	}

	@Test
	void failureReachesEveryCallerUnwrappedAndIsNotRemembered() {
		CompletableFuture<Object> first = get(Terms.of(MINUTE));
		CompletableFuture<Object> second = get(Terms.of(MINUTE));
		this.promises.get(0).completeExceptionally(new IllegalStateException("no"));
		assertThatExceptionOfType(java.util.concurrent.ExecutionException.class).isThrownBy(first::get)
			.withCauseExactlyInstanceOf(IllegalStateException.class);
		assertThat(second).isCompletedExceptionally();
		get(Terms.of(MINUTE));
		assertThat(this.promises).hasSize(2);
	}

	@Test
	void earlierValueStandsInForOneThatCannotLand() {
		Terms terms = new Terms(MINUTE, Duration.ZERO, MINUTE, 0);
		load(terms, "1");
		this.ticker.advance(Duration.ofSeconds(61));
		CompletableFuture<Object> answer = this.cache.getAsync("key", terms, new Undecided(), this::promise);
		this.promises.get(1).complete("2");
		assertThat(answer).isCompletedWithValue("1");
		assertThat(this.cache.statistics().stale()).isEqualTo(1);
	}

	@Test
	void refreshedValueThatCannotLandLeavesTheEarlierOne() {
		load(refreshing(), "1");
		this.ticker.advance(Duration.ofSeconds(31));
		this.cache.getAsync("key", refreshing(), new Undecided(), this::promise);
		this.promises.get(1).complete("2");
		assertThat(get(refreshing())).isCompletedWithValue("1");
		assertThat(this.cache.statistics().stale()).isEqualTo(1);
	}

	private static Terms refreshing() {
		return new Terms(MINUTE, Duration.ofSeconds(30), Duration.ZERO, 0);
	}

	private void load(Terms terms, String value) {
		get(terms);
		this.promises.get(0).complete(value);
	}

	private CompletableFuture<Object> get(Terms terms) {
		return this.cache.getAsync("key", terms, this::promise);
	}

	private CompletableFuture<String> promise() {
		CompletableFuture<String> promise = new CompletableFuture<>();
		this.promises.add(promise);
		return promise;
	}

	/**
	 * Cannot say whether to keep a value.
	 */
	private static final class Undecided implements Loader {

		@Override
		public Object load() {
			return "none";
		}

		@Override
		public boolean keeps(@Nullable Object value) {
			throw new IllegalStateException("undecided");
		}

	}

}
