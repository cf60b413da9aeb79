package io.portfolioplatform.cache.near;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link NearCache}.
 */
@Timeout(30)
class NearCacheTests {

	private static final Terms TTL = Terms.of(Duration.ofMinutes(5));

	private final FakeTicker ticker = new FakeTicker();

	private final NearCache cache = new NearCache("prices", 100, this.ticker, () -> this.trusted, () -> this.mayWait,
			Duration.ofMinutes(1));

	private final AtomicInteger loads = new AtomicInteger();

	private boolean trusted = true;

	private volatile boolean mayWait = true;

	private final CountDownLatch gate = new CountDownLatch(1);

	@Test
	void returnsCachedValue() throws Throwable {
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(1);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(1);
		assertThat(this.cache.get("b", TTL, this::load)).isEqualTo(2);
	}

	@Test
	void expiresEachEntryAfterItsOwnTtl() throws Throwable {
		this.cache.get("short", Terms.of(Duration.ofSeconds(10)), this::load);
		this.cache.get("long", Terms.of(Duration.ofSeconds(20)), this::load);
		this.ticker.advance(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.cache.get("short", TTL, this::load)).isEqualTo(1);
		this.ticker.advance(Duration.ofNanos(1));
		assertThat(this.cache.get("short", TTL, this::load)).isEqualTo(3);
		assertThat(this.cache.get("long", TTL, this::load)).isEqualTo(2);
		this.ticker.advance(Duration.ofSeconds(10));
		assertThat(this.cache.get("long", TTL, this::load)).isEqualTo(4);
	}

	@Test
	void timeSpentLoadingDoesNotCountTowardsTtl() throws Throwable {
		this.cache.get("a", TTL, () -> {
			this.ticker.advance(TTL.ttl().multipliedBy(2));
			return load();
		});
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(1);
	}

	@Test
	void concurrentCallersShareOneLoad() throws Exception {
		List<Caller> callers = Stream.generate(() -> Caller.start(this::getSlowly)).limit(8).toList();
		callers.forEach(Caller::untilWaiting);
		this.gate.countDown();
		for (Caller caller : callers) {
			assertThat(caller.result()).isEqualTo(1);
		}
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void concurrentCallersShareFailureAndNextCallerLoadsAgain() throws Throwable {
		IOException failure = new IOException("down");
		Loader loader = () -> {
			this.gate.await();
			this.loads.incrementAndGet();
			throw failure;
		};
		List<Caller> callers = Stream.generate(() -> Caller.start(() -> this.cache.get("a", TTL, loader)))
			.limit(4)
			.toList();
		callers.forEach(Caller::untilWaiting);
		this.gate.countDown();
		assertThat(callers).extracting(Caller::failure).containsOnly(failure);
		assertThat(this.loads).hasValue(1);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(2);
	}

	@Test
	void keysOfEqualHashDoNotWaitForEachOther() throws Throwable {
		Caller slow = Caller.start(() -> this.cache.get(new Collision("slow"), TTL, this::loadSlowly)).untilWaiting();
		assertThat(this.cache.get(new Collision("fast"), TTL, () -> "fast")).isEqualTo("fast");
		this.gate.countDown();
		assertThat(slow.result()).isEqualTo(1);
	}

	@Test
	void nobodyWaitsForALoadThatHangs() throws Exception {
		NearCache impatient = new NearCache("prices", 100, this.ticker, () -> true, () -> true, Duration.ofMillis(100));
		Caller hanging = Caller.start(() -> impatient.get("a", TTL, this::loadSlowly)).untilWaiting();
		Caller second = Caller.start(() -> impatient.get("a", TTL, () -> "second"));
		assertThat(second.result()).isEqualTo("second");
		Caller third = Caller.start(() -> impatient.get("a", TTL, () -> "third"));
		assertThat(third.result()).as("remembered").isEqualTo("second");
		this.gate.countDown();
		assertThat(hanging.result()).isEqualTo(1);
		Caller last = Caller.start(() -> impatient.get("a", TTL, () -> "last"));
		assertThat(last.result()).as("not what came too late").isEqualTo("second");
	}

	@Test
	void manyLoadsThatHangAreMadeAtOnceAfterOneWait() throws Exception {
		NearCache impatient = new NearCache("prices", 100, this.ticker, () -> true, () -> true, Duration.ofMillis(100));
		List<Caller> hanging = new ArrayList<>();
		for (String key : List.of("a", "b", "c")) {
			hanging.add(Caller.start(() -> impatient.get(key, TTL, this::loadSlowly)).untilWaiting());
		}
		List<Object> asked = new CopyOnWriteArrayList<>();
		Caller many = Caller.start(() -> impatient.getAll(List.of("a", "b", "c"), TTL, (keys) -> () -> {
			asked.add(keys);
			return Map.of("a", "own a", "b", "own b", "c", "own c");
		}));
		assertThat(many.result()).isEqualTo(Map.of("a", "own a", "b", "own b", "c", "own c"));
		assertThat(asked).containsExactly(Set.of("a", "b", "c"));
		assertThat(Caller.start(() -> impatient.get("b", TTL, () -> "third")).result()).as("remembered")
			.isEqualTo("own b");
		this.gate.countDown();
		for (Caller caller : hanging) {
			assertThat(caller.result()).isNotNull();
		}
	}

	@Test
	void whatIsLoadedInPlaceOfALoadThatHangsIsNotKeptAfterAChange() throws Exception {
		NearCache impatient = new NearCache("prices", 100, this.ticker, () -> true, () -> true, Duration.ofMillis(100));
		Caller hanging = Caller.start(() -> impatient.get("a", TTL, this::loadSlowly)).untilWaiting();
		Caller second = Caller.start(() -> impatient.get("a", TTL, () -> {
			impatient.evict("a");
			return "old";
		}));
		assertThat(second.result()).isEqualTo("old");
		assertThat(Caller.start(() -> impatient.get("a", TTL, () -> "new")).result()).isEqualTo("new");
		this.gate.countDown();
		assertThat(hanging.result()).isEqualTo(1);
	}

	@Test
	void whatIsOverIsNotTakenForTheLoadOfAnother() throws Throwable {
		Deque<Runnable> atLooksAtTheClock = new ArrayDeque<>();
		NearCache expiring = new NearCache("prices", 100, () -> {
			long now = this.ticker.read();
			Runnable meanwhile = atLooksAtTheClock.poll();
			if (meanwhile != null) {
				meanwhile.run();
			}
			return now;
		}, () -> true, () -> true, Duration.ofMinutes(1));
		expiring.put("a", TTL, "over");
		this.ticker.advance(TTL.ttl());
		// At the first the value is found to be over, at the second it is to be replaced.
		atLooksAtTheClock.add(() -> {
		});
		atLooksAtTheClock.add(() -> expiring.put("a", TTL, "of another"));
		assertThat(expiring.getAll(List.of("a"), TTL, (keys) -> () -> Map.of("a", "own")))
			.isEqualTo(Map.of("a", "of another"));
		assertThat(atLooksAtTheClock).isEmpty();
	}

	@Test
	void interruptedLoaderLeavesLoadToWaiter() throws Exception {
		Caller first = Caller.start(this::getSlowly).untilWaiting();
		Caller second = Caller.start(() -> this.cache.get("a", TTL, () -> "second")).untilWaiting();
		first.interrupt();
		assertThat(first.failure()).isInstanceOf(InterruptedException.class);
		assertThat(second.result()).isEqualTo("second");
		assertThat(Caller.start(this::getSlowly).result()).isEqualTo("second");
	}

	@Test
	void interruptedWaiterCallsItsOwnLoaderAndLeavesLoadAlone() throws Exception {
		Caller first = Caller.start(this::getSlowly).untilWaiting();
		Caller second = Caller.start(() -> this.cache.get("a", TTL, () -> Thread.currentThread().isInterrupted()))
			.untilWaiting();
		second.interrupt();
		assertThat(second.result()).isEqualTo(true);
		this.gate.countDown();
		assertThat(first.result()).isEqualTo(1);
		assertThat(Caller.start(this::getSlowly).result()).isEqualTo(1);
	}

	@Test
	void loaderMayAskForKeyItIsLoading() throws Throwable {
		assertThat(this.cache.get("a", TTL, () -> this.cache.get("a", TTL, this::load))).isEqualTo(1);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(1);
	}

	@Test
	void nullIsReturnedToAllCallersButNotCached() throws Throwable {
		Loader loader = () -> {
			this.gate.await();
			this.loads.incrementAndGet();
			return null;
		};
		List<Caller> callers = Stream.generate(() -> Caller.start(() -> this.cache.get("a", TTL, loader)))
			.limit(4)
			.toList();
		callers.forEach(Caller::untilWaiting);
		this.gate.countDown();
		for (Caller caller : callers) {
			assertThat(caller.result()).isNull();
		}
		assertThat(this.loads).hasValue(1);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(2);
	}

	@Test
	void evictForgetsOneEntry() throws Throwable {
		this.cache.get("a", TTL, this::load);
		this.cache.get("b", TTL, this::load);
		this.cache.evict("a");
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(3);
		assertThat(this.cache.get("b", TTL, this::load)).isEqualTo(2);
	}

	@Test
	void loadBegunBeforeEvictIsNotCached() throws Throwable {
		Caller stale = Caller.start(this::getSlowly).untilWaiting();
		this.cache.evict("a");
		assertThat(this.cache.get("a", TTL, () -> "fresh")).isEqualTo("fresh");
		this.gate.countDown();
		assertThat(stale.result()).isEqualTo(1);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo("fresh");
	}

	@Test
	void loadBegunBeforeEvictIsNotCachedInAnEmptySlotEither() throws Throwable {
		Caller stale = Caller.start(this::getSlowly).untilWaiting();
		this.cache.evict("a");
		this.gate.countDown();
		assertThat(stale.result()).isEqualTo(1);
		assertThat(this.cache.get("a", TTL, () -> "fresh")).isEqualTo("fresh");
	}

	@Test
	void evictAllForgetsEverythingIncludingLoadsUnderWay() throws Throwable {
		this.cache.get("b", TTL, this::load);
		Caller stale = Caller.start(this::getSlowly).untilWaiting();
		this.cache.evictAll();
		this.gate.countDown();
		assertThat(stale.result()).isEqualTo(2);
		assertThat(this.cache.get("a", TTL, () -> "fresh")).isEqualTo("fresh");
		assertThat(this.cache.get("b", TTL, () -> "fresh")).isEqualTo("fresh");
	}

	@Test
	void doesNotGrowBeyondMaxEntries() throws Throwable {
		for (int i = 0; i < 1000; i++) {
			this.cache.get(i, TTL, this::load);
		}
		await().untilAsserted(() -> {
			assertThat(this.cache.size()).isLessThanOrEqualTo(100);
			assertThat(this.cache.statistics().evictions()).isEqualTo(1000 - this.cache.size());
		});
	}

	@Test
	void givesBackTheRoomOfWhatIsOverOnceAMinute() throws Throwable {
		Terms minutes = Terms.of(Duration.ofMinutes(5));
		this.cache.get("over", Terms.of(Duration.ofSeconds(1)), this::load);
		this.cache.get("replaced", Terms.of(Duration.ofSeconds(1)), this::load);
		this.cache.get("good", minutes, this::load);
		this.ticker.advance(Duration.ofSeconds(59));
		this.cache.get("replaced", minutes, this::load);
		assertThat(this.cache.size()).isEqualTo(3);
		assertThat(this.cache.statistics().evictions()).isEqualTo(1);
		this.ticker.advance(Duration.ofSeconds(1));
		this.cache.put("put", minutes, "value");
		assertThat(this.cache.size()).isEqualTo(3);
		assertThat(this.cache.statistics().evictions()).isEqualTo(2);
		assertThat(this.cache.peek("good")).isNotNull();
		this.cache.get("soon over", Terms.of(Duration.ofSeconds(1)), this::load);
		this.ticker.advance(Duration.ofSeconds(59));
		this.cache.get("another", minutes, this::load);
		assertThat(this.cache.size()).isEqualTo(5);
	}

	@Test
	void fillsThePlaceOfWhatIsOver() throws Throwable {
		this.cache.get("a", Terms.of(Duration.ofSeconds(1)), this::load);
		this.ticker.advance(Duration.ofSeconds(1));
		this.cache.fill("a", TTL, "filled", TTL.ttl(), this.cache.changes());
		assertThat(this.cache.peek("a")).isEqualTo("filled");
	}

	@Test
	void countsCallersThatWaitAsMisses() throws Exception {
		Caller first = Caller.start(this::getSlowly).untilWaiting();
		Caller second = Caller.start(this::getSlowly).untilWaiting();
		this.gate.countDown();
		first.result();
		second.result();
		Caller.start(this::getSlowly).result();
		assertThat(this.cache.statistics().misses()).isEqualTo(2);
		assertThat(this.cache.statistics().hits()).isEqualTo(1);
		assertThat(this.cache.statistics().puts()).isEqualTo(1);
		assertThat(this.cache.size()).isEqualTo(1);
	}

	@Test
	void errorsAreNotCached() throws Throwable {
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.cache.get("a", TTL, () -> {
			throw new StackOverflowError();
		}));
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(1);
	}

	@Test
	void refreshesOnceAfterPeriodWhileOthersGetRememberedValue() throws Exception {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, 0);
		Caller.start(() -> this.cache.get("a", terms, this::load)).result();
		this.ticker.advance(Duration.ofMinutes(1));
		Caller refresher = Caller.start(() -> this.cache.get("a", terms, this::loadSlowly)).untilWaiting();
		assertThat(Caller.start(() -> this.cache.get("a", terms, this::load)).result()).isEqualTo(1);
		this.gate.countDown();
		assertThat(refresher.result()).isEqualTo(2);
		assertThat(Caller.start(() -> this.cache.get("a", terms, this::load)).result()).isEqualTo(2);
	}

	@Test
	void refreshThatFailsLeavesRememberedValueAndIsTriedAgainOnePeriodLater() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, 0);
		this.cache.get("a", terms, this::load);
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(this.cache.get("a", terms, NearCacheTests::fail)).isEqualTo(1);
		assertThat(this.cache.get("a", terms, NearCacheTests::fail)).isEqualTo(1);
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(this.cache.get("a", terms, this::load)).isEqualTo(2);
		assertThat(this.cache.statistics().stale()).isEqualTo(1);
	}

	@Test
	void refreshBegunBeforeEvictIsNotCached() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, 0);
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(1));
		Caller refresher = Caller.start(() -> this.cache.get("a", terms, this::loadSlowly)).untilWaiting();
		this.cache.evict("a");
		this.gate.countDown();
		assertThat(refresher.result()).isEqualTo(1);
		assertThat(this.cache.get("a", terms, () -> "fresh")).isEqualTo("fresh");
	}

	@Test
	void refreshThatFailsAfterEvictDoesNotReturnForgottenValue() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, 0);
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cache.get("a", terms, () -> {
			this.cache.evict("a");
			return fail();
		}));
	}

	@Test
	void staleValueStandsInForFailureUntilItsEnd() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(2), 0);
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(5));
		assertThat(this.cache.get("a", terms, NearCacheTests::fail)).isEqualTo("old");
		assertThat(this.cache.get("a", terms, this::load)).as("for a second").isEqualTo("old");
		this.ticker.advance(Duration.ofMinutes(2));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cache.get("a", terms, NearCacheTests::fail));
		assertThat(this.cache.get("a", terms, this::load)).isEqualTo(1);
	}

	@Test
	void staleValueIsReplacedWhenLoadWorksAgain() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(2), 0);
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(5));
		this.cache.get("a", terms, NearCacheTests::fail);
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(this.cache.get("a", terms, this::load)).isEqualTo(1);
	}

	@Test
	void staleValueDoesNotStandInAfterEvict() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(2), 0);
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(5));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cache.get("a", terms, () -> {
			this.cache.evict("a");
			return fail();
		}));
	}

	@Test
	void staleValueDoesNotStandInForError() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(2), 0);
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(5));
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.cache.get("a", terms, () -> {
			throw new StackOverflowError();
		}));
	}

	@Test
	void jitterShortensTtlAndNeverProlongsIt() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, 0.5);
		for (int i = 0; i < 100; i++) {
			this.cache.get(i, terms, () -> "old");
		}
		this.ticker.advance(Duration.ofSeconds(149));
		assertThat(remembered()).isEqualTo(100);
		this.ticker.advance(Duration.ofSeconds(76));
		assertThat(remembered()).isBetween(1L, 99L);
		this.ticker.advance(Duration.ofSeconds(75));
		assertThat(remembered()).isZero();
	}

	private long remembered() {
		return IntStream.range(0, 100).filter((i) -> this.cache.peek(i) != null).count();
	}

	@Test
	void whileNotTrustedEveryCallLoadsButConcurrentOnesStillShare() throws Throwable {
		this.cache.get("a", TTL, this::load);
		this.trusted = false;
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(2);
		List<Caller> callers = Stream.generate(() -> Caller.start(this::getSlowly).untilWaiting()).limit(3).toList();
		this.gate.countDown();
		for (Caller caller : callers) {
			assertThat(caller.result()).isEqualTo(3);
		}
		this.trusted = true;
		assertThat(this.cache.get("a", TTL, this::load)).as("what was not trusted is not kept").isEqualTo(4);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo(4);
	}

	@Test
	void neitherKeepsPutNorStandsInWhileNotTrusted() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(2), 0);
		this.cache.get("a", terms, () -> "old");
		this.ticker.advance(Duration.ofMinutes(5));
		this.trusted = false;
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cache.get("a", terms, NearCacheTests::fail));
		this.cache.put("b", TTL, "put");
		this.trusted = true;
		assertThat(this.cache.get("b", TTL, this::load)).isEqualTo(1);
	}

	@Test
	void fillIsKeptUnlessSomethingChangedSinceItsLoadBegan() throws Throwable {
		long changes = this.cache.changes();
		this.cache.fill("a", TTL, "filled", TTL.ttl(), changes);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo("filled");
		this.cache.evict("b");
		this.cache.fill("b", TTL, "old", TTL.ttl(), changes);
		assertThat(this.cache.peek("b")).isNull();
		changes = this.cache.changes();
		this.cache.evictAll();
		this.cache.fill("b", TTL, "old", TTL.ttl(), changes);
		assertThat(this.cache.peek("b")).isNull();
	}

	@Test
	void fillIsGoodForItsLimitAndNotLonger() {
		this.cache.fill("a", TTL, "filled", Duration.ofSeconds(1), this.cache.changes());
		assertThat(this.cache.peek("a")).isEqualTo("filled");
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(this.cache.peek("a")).isNull();
	}

	@Test
	void holdsAValueUntilItIsReplacedOrEvicted() {
		String value = "value";
		this.cache.put("a", TTL, value);
		assertThat(this.cache.holds("a", value)).isTrue();
		this.cache.put("a", TTL, "other");
		assertThat(this.cache.holds("a", value)).isFalse();
		this.cache.put("a", TTL, value);
		this.cache.evictAll();
		assertThat(this.cache.holds("a", value)).isFalse();
	}

	@Test
	void putReplacesLoadUnderWay() throws Throwable {
		Caller stale = Caller.start(this::getSlowly).untilWaiting();
		this.cache.put("a", TTL, "put");
		this.gate.countDown();
		assertThat(stale.result()).isEqualTo(1);
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo("put");
	}

	@Test
	void putReplacesValueAndStartsItsTtlAnew() throws Throwable {
		this.cache.get("a", TTL, this::load);
		this.ticker.advance(Duration.ofMinutes(4));
		this.cache.put("a", TTL, "put");
		this.ticker.advance(Duration.ofMinutes(4));
		assertThat(this.cache.get("a", TTL, this::load)).isEqualTo("put");
	}

	@Test
	void threadThatMustNotWaitLoadsItself() throws Throwable {
		Caller first = Caller.start(this::getSlowly).untilWaiting();
		this.mayWait = false;
		assertThat(this.cache.get("a", TTL, () -> "own")).isEqualTo("own");
		assertThat(this.cache.getAll(List.of("a"), TTL, (keys) -> () -> Map.of("a", "own"))).containsEntry("a", "own");
		assertThat(this.cache.statistics().waits().count()).isZero();
		this.mayWait = true;
		Caller waiting = Caller.start(this::getSlowly).untilWaiting();
		this.gate.countDown();
		assertThat(waiting.result()).isEqualTo(1);
		assertThat(this.cache.statistics().waits().count()).isEqualTo(1);
		assertThat(this.cache.statistics().waits().nanos()).isPositive();
		assertThat(first.result()).isEqualTo(1);
		assertThat(this.cache.get("a", TTL, this::load)).as("kept from the load that was first").isEqualTo(1);
	}

	@Test
	void goesOnWithTheEarlierValueWhileItIsRefreshedElsewhere() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, 0);
		this.cache.get("a", terms, this::load);
		this.ticker.advance(Duration.ofMinutes(2));
		assertThat(this.cache.get("a", terms, new BusyElsewhere())).isEqualTo(1);
		assertThat(this.cache.statistics().stale()).as("nothing failed").isZero();
		this.ticker.advance(Duration.ofMinutes(2));
		assertThat(this.cache.get("a", terms, this::load)).isEqualTo(2);
	}

	@Test
	void loadsIfTheEarlierValueIsEvictedWhileItIsRefreshedElsewhere() throws Throwable {
		Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, 0);
		this.cache.get("a", terms, this::load);
		this.ticker.advance(Duration.ofMinutes(2));
		Loader evicting = new BusyElsewhere(() -> this.cache.evict("a"));
		assertThat(this.cache.get("a", terms, evicting)).isEqualTo("loaded");
	}

	private static Object fail() throws IOException {
		throw new IOException("down");
	}

	private Object load() {
		return this.loads.incrementAndGet();
	}

	private Object loadSlowly() throws InterruptedException {
		this.gate.await();
		return load();
	}

	private Object getSlowly() throws Throwable {
		return this.cache.get("a", TTL, this::loadSlowly);
	}

	private record Collision(String name) {

		@Override
		public int hashCode() {
			return 1;
		}

	}

	/**
	 * Whose refresh finds another process at work.
	 */
	private record BusyElsewhere(Runnable meanwhile) implements Loader {

		BusyElsewhere() {
			this(() -> {
			});
		}

		@Override
		public Object load() {
			return "loaded";
		}

		@Override
		public Object refresh() throws BusyElsewhereException {
			this.meanwhile.run();
			throw new BusyElsewhereException();
		}

	}

}
