package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import io.portfolioplatform.cache.coherence.FakeLog;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A result that is made of another, both of which their own process evicts, in every
 * order in which a reader of either can take its steps between those of the eviction:
 * what was computed of something evicted is never shared as current.
 */
@Timeout(120)
class OwnEvictionInterleavingTests {

	private static final int EVICTOR = 2;

	private static final AtomicInteger RUNS = new AtomicInteger();

	@AutoClose
	private final OneConnection redis = new OneConnection();

	@Test
	void nothingMadeOfWhatItsProcessEvictsIsShared() {
		assertThat(ordersWithSomethingOld(Way.IN_ORDER)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_ORDER")
	void somethingMadeOfWhatItsProcessEvictsIsSharedInAnotherOrder(Way way) {
		assertThat(ordersWithSomethingOld(way)).isNotEmpty();
	}

	private List<List<Integer>> ordersWithSomethingOld(Way way) {
		List<List<Integer>> orders = Interleavings.of(3, 2, 5);
		assertThat(orders).hasSize(2_520);
		return orders.stream().filter((order) -> new Run(order.iterator()).isOld(way)).toList();
	}

	/**
	 * The steps of an eviction in some order.
	 */
	enum Way {

		IN_ORDER((run, tag) -> run.pending.publish(tag, run::evict)),

		FORGETTING_LAST((run, tag) -> {
			run.pending.publish(tag);
			run.pause();
			run.evict();
		}),

		FORGETTING_FIRST((run, tag) -> {
			run.evict();
			run.pending.publish(tag);
		});

		private final BiConsumer<Run, Invalidation> evict;

		Way(BiConsumer<Run, Invalidation> evict) {
			this.evict = evict;
		}

	}

	/**
	 * One order of steps, in a namespace of its own.
	 */
	private final class Run {

		private final String namespace = "evictor" + RUNS.incrementAndGet();

		private final InvalidationLog log = OwnEvictionInterleavingTests.this.redis.log(this.namespace,
				RedisScripts.ALL);

		private final PendingInvalidations pending = new PendingInvalidations(new PausingLog());

		private final RedisSharedResults shared = OwnEvictionInterleavingTests.this.redis.results(this.namespace,
				new Abreast() {

					@Override
					public boolean told(Duration timeout) {
						return Run.this.pending.settle(Duration.ZERO);
					}

					@Override
					public boolean heard(String id, Duration timeout) {
						return true;
					}

				}, RedisScripts.ALL);

		private final ResultRef part = new ResultRef("parts", "m", "s1:x", List.of("tag"), "schema");

		private final ResultRef whole = new ResultRef("wholes", "m", "s1:x", List.of("tag"), "schema");

		private final Iterator<Integer> order;

		private final List<Iterator<Runnable>> readers = List.of(readerOfWhole(), readerOfPart());

		private int database;

		/** What the process remembers of the part, -1 for nothing. */
		private int near;

		private int evictions;

		private boolean evicted;

		private boolean old;

		Run(Iterator<Integer> order) {
			this.order = order;
			keep(this.part, find(this.part), 0);
		}

		boolean isOld(Way way) {
			pause();
			this.database = 1;
			pause();
			way.evict.accept(this, Invalidation.tag("tag"));
			pause();
			this.order.forEachRemaining(this::step);
			note(find(this.whole));
			return this.old;
		}

		/**
		 * What others do before the next step of the eviction.
		 */
		void pause() {
			while (this.order.hasNext()) {
				int participant = this.order.next();
				if (participant == EVICTOR) {
					return;
				}
				step(participant);
			}
		}

		private void step(int participant) {
			if (participant != EVICTOR) {
				this.readers.get(participant).next().run();
			}
		}

		void evict() {
			pause();
			this.near = -1;
			this.evictions++;
			pause();
		}

		private Iterator<Runnable> readerOfWhole() {
			Found[] found = new Found[1];
			int[] computed = new int[1];
			return List.<Runnable>of(() -> {
				found[0] = find(this.whole);
				note(found[0]);
			}, () -> computed[0] = (this.near >= 0) ? this.near : this.database,
					() -> keep(this.whole, found[0], computed[0]))
				.iterator();
		}

		private Iterator<Runnable> readerOfPart() {
			Found[] found = new Found[1];
			int[] read = new int[2];
			return List.<Runnable>of(() -> {
				read[1] = this.evictions;
				found[0] = find(this.part);
				read[0] = (found[0] instanceof Found.Result result) ? result.bytes()[0] : this.database;
			}, () -> {
				keep(this.part, found[0], read[0]);
				if (this.evictions == read[1]) {
					this.near = read[0];
				}
			}).iterator();
		}

		private Found find(ResultRef ref) {
			return this.shared.find(ref, Duration.ZERO);
		}

		private void keep(ResultRef ref, Found found, int value) {
			if (found instanceof Found.Turn turn) {
				this.shared.keep(ref, turn, new byte[] { (byte) value }, Duration.ofMinutes(1));
			}
		}

		private void note(Found found) {
			this.old |= this.evicted && found instanceof Found.Result result && result.bytes()[0] == 0;
		}

		/**
		 * A log that others may overtake once it has the eviction.
		 */
		private final class PausingLog extends FakeLog {

			@Override
			public CompletionStage<String> append(Invalidation invalidation) {
				String id = Run.this.log.append(invalidation).toCompletableFuture().join();
				Run.this.evicted = true;
				pause();
				return CompletableFuture.completedFuture(id);
			}

		}

	}

}
