package io.portfolioplatform.cache.near;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link NearCache} makes of loads that fail: refreshes that last beyond the
 * {@code ttl}, loads of many, promises.
 */
@Timeout(30)
class FailedLoadTests {

	private static final Terms TTL = Terms.of(Duration.ofMinutes(5));

	private static final Terms STALE = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(2),
			0);

	private final FakeTicker ticker = new FakeTicker();

	private final NearCache cache = new NearCache("prices", 100, this.ticker, () -> this.trusted, () -> true,
			Duration.ofMinutes(1));

	private volatile boolean trusted = true;

	private final CountDownLatch gate = new CountDownLatch(1);

	@Test
	void earlierValueStandsInForARefreshThatFailsAfterItsTtl() throws Throwable {
		remember(STALE);
		assertThat(this.cache.get("a", STALE, () -> failAfter(Duration.ofMinutes(4)))).isEqualTo("old");
		assertThat(this.cache.statistics().stale()).isEqualTo(1);
		assertThat(this.cache.get("a", STALE, () -> "new")).as("for a second").isEqualTo("old");
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(this.cache.get("a", STALE, () -> "new")).isEqualTo("new");
	}

	@Test
	void earlierValueDoesNotStandInForARefreshAfterItsEnd() throws Throwable {
		remember(STALE);
		assertRefreshFails(STALE, () -> failAfter(Duration.ofMinutes(6)));
	}

	@Test
	void nothingStandsInForARefreshAfterItsTtlIfNothingIsToStandIn() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, 0);
		remember(terms);
		assertRefreshFails(terms, () -> failAfter(Duration.ofMinutes(4)));
	}

	@Test
	void earlierValueDoesNotStandInForARefreshAfterAnEviction() throws Throwable {
		remember(STALE);
		assertRefreshFails(STALE, () -> {
			this.cache.evict("a");
			return failAfter(Duration.ofMinutes(4));
		});
	}

	@Test
	void earlierValueDoesNotStandInForARefreshWhileNotTrusted() throws Throwable {
		remember(STALE);
		assertRefreshFails(STALE, () -> {
			this.trusted = false;
			return failAfter(Duration.ofMinutes(4));
		});
		assertRefreshFails(STALE, FailedLoadTests::fail);
	}

	@Test
	void earlierValueDoesNotStandInForARefreshThatIsInterruptedAfterItsTtl() throws Throwable {
		remember(STALE);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.cache.get("a", STALE, () -> {
			this.ticker.advance(Duration.ofMinutes(4));
			throw new InterruptedException();
		}));
	}

	@Test
	void earlierValuesStandInForALoadOfManyThatFails() throws Throwable {
		this.cache.getAll(Set.of("a", "b"), STALE, (keys) -> () -> Map.of("a", "old a", "b", "old b"));
		this.ticker.advance(Duration.ofMinutes(6));
		assertThat(this.cache.getAll(Set.of("a", "b"), STALE, (keys) -> FailedLoadTests::fail))
			.isEqualTo(Map.of("a", "old a", "b", "old b"));
		assertThat(this.cache.statistics().stale()).isEqualTo(2);
		assertThat(this.cache.getAll(Set.of("a"), STALE, (keys) -> () -> Map.of("a", "new"))).as("for a second")
			.isEqualTo(Map.of("a", "old a"));
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(this.cache.getAll(Set.of("a"), STALE, (keys) -> () -> Map.of("a", "new")))
			.isEqualTo(Map.of("a", "new"));
	}

	@Test
	void loadOfManyFailsIfNothingStandsInForOneAndTheOthersAreKept() throws Throwable {
		this.cache.getAll(Set.of("a"), STALE, (keys) -> () -> Map.of("a", "old"));
		this.ticker.advance(Duration.ofMinutes(6));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.cache.getAll(Set.of("a", "b"), STALE, (keys) -> FailedLoadTests::fail));
		assertThat(this.cache.get("a", STALE, FailedLoadTests::fail)).isEqualTo("old");
	}

	@Test
	void interruptedLoadOfManyLeavesTheLoadToThoseWhoWait() throws Exception {
		Caller many = Caller.start(() -> this.cache.getAll(Set.of("a"), TTL, (keys) -> this::loadSlowly))
			.untilWaiting();
		Caller waiting = Caller.start(() -> this.cache.get("a", TTL, () -> "own")).untilWaiting();
		many.interrupt();
		assertThat(many.failure()).isInstanceOf(InterruptedException.class);
		assertThat(waiting.result()).isEqualTo("own");
	}

	@Test
	void failedLoadOfManyReachesThoseWhoWait() throws Exception {
		Caller many = Caller.start(() -> this.cache.getAll(Set.of("a"), TTL, (keys) -> () -> {
			this.gate.await();
			throw new IOException("down");
		})).untilWaiting();
		Caller waiting = Caller.start(() -> this.cache.get("a", TTL, () -> "own")).untilWaiting();
		this.gate.countDown();
		assertThat(List.of(many.failure(), waiting.failure())).hasOnlyElementsOfType(IOException.class);
	}

	@Test
	void loadsOfManyAreCountedAlsoIfTheyFail() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.cache.getAll(Set.of("a", "b"), TTL, (keys) -> FailedLoadTests::fail));
		assertThat(this.cache.statistics().loads().count()).isEqualTo(1);
		assertThat(this.cache.statistics().loads().nanos()).isPositive();
	}

	@Test
	void promisedLoadsAreCountedAlsoIfTheyFail() {
		CompletableFuture<String> first = new CompletableFuture<>();
		this.cache.getAsync("a", STALE, () -> first);
		assertThat(this.cache.statistics().loads().count()).as("not yet").isZero();
		first.complete("old");
		assertThat(this.cache.statistics().loads().count()).isEqualTo(1);
		assertThat(this.cache.statistics().loads().nanos()).isPositive();
		this.ticker.advance(Duration.ofMinutes(1));
		this.cache.getAsync("a", STALE, () -> CompletableFuture.failedFuture(new IOException("down")));
		assertThat(this.cache.statistics().loads().count()).as("of a refresh").isEqualTo(2);
		this.cache.getAsync("b", STALE, () -> {
			throw new IllegalStateException("none");
		});
		assertThat(this.cache.statistics().loads().count()).as("without a promise").isEqualTo(3);
		assertThatIllegalStateException().isThrownBy(() -> this.cache.get("c", STALE, () -> {
			throw new IllegalStateException("down");
		}));
		assertThat(this.cache.statistics().loads().count()).isEqualTo(4);
	}

	private void remember(Terms terms) throws Throwable {
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(1));
	}

	private void assertRefreshFails(Terms terms, Loader loader) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cache.get("a", terms, loader));
		assertThat(this.cache.statistics().stale()).isZero();
	}

	private Object failAfter(Duration time) throws IOException {
		this.ticker.advance(time);
		return fail();
	}

	private static Map<?, ?> fail() throws IOException {
		throw new IOException("down");
	}

	private Map<?, ?> loadSlowly() throws InterruptedException {
		this.gate.await();
		return Map.of("a", "many");
	}

}
