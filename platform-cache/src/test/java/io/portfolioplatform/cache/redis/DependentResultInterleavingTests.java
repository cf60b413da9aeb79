package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.coherence.CatchUp;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.LogFollower;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults.Computed;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A result that is made of what its process remembers of another cache, in every order in
 * which that process, one that changes the other cache, and the follower of the log can
 * take their steps: what was computed of something evicted is never shared as current.
 */
@Timeout(120)
class DependentResultInterleavingTests {

	private static final AtomicInteger RUNS = new AtomicInteger();

	@AutoClose
	private final OneConnection redis = new OneConnection();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingMadeOfSomethingEvictedIsShared(boolean bulk) {
		assertThat(ordersWithSomethingOld(bulk, true)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void somethingEvictedIsSharedInSomeOrderByWhoDoesNotCatchUp(boolean bulk) {
		assertThat(ordersWithSomethingOld(bulk, false)).isNotEmpty();
	}

	private List<List<Integer>> ordersWithSomethingOld(boolean bulk, boolean catchesUp) {
		List<List<Integer>> orders = Interleavings.of(3, 2, 2);
		assertThat(orders).hasSize(210);
		return orders.stream().filter((order) -> new Run(bulk, catchesUp).isOld(order)).toList();
	}

	/**
	 * One order of steps, in a namespace of its own.
	 */
	private final class Run {

		private final String namespace = "dependent" + RUNS.incrementAndGet();

		private final RedisInvalidationLog writersLog = DependentResultInterleavingTests.this.redis.log(this.namespace,
				RedisScripts.ALL);

		private final LogFollower follower;

		private final RedisSharedResults shared;

		private final ResultRef ref;

		private final boolean bulk;

		private int database;

		/** What the process remembers of the other cache, -1 for nothing. */
		private int near = -1;

		private boolean evicted;

		private boolean old;

		Run(boolean bulk, boolean catchesUp) {
			this.bulk = bulk;
			this.ref = new ResultRef("overviews", "m", "s1:x", bulk ? List.of() : List.of("user"), "schema");
			this.follower = new LogFollower(
					DependentResultInterleavingTests.this.redis.log(this.namespace, RedisScripts.ALL),
					new Trust(Ticker.systemTicker(), Duration.ofMinutes(1)), (invalidation) -> this.near = -1,
					() -> this.near = -1);
			this.follower.step();
			this.near = this.database;
			CatchUp catchUp = new CatchUp(this.follower, Runnable::run);
			this.shared = DependentResultInterleavingTests.this.redis.results(this.namespace, new Abreast() {

				@Override
				public boolean told(Duration timeout) {
					return true;
				}

				@Override
				public boolean heard(String id, Duration timeout) {
					return !catchesUp || catchUp.reach(id, timeout);
				}

			}, RedisScripts.ALL);
		}

		boolean isOld(List<Integer> order) {
			List<Iterator<Runnable>> participants = List.of(reader(), writer(),
					List.<Runnable>of(this.follower::step, this.follower::step).iterator());
			order.forEach((participant) -> participants.get(participant).next().run());
			note(find());
			return this.old;
		}

		private Iterator<Runnable> writer() {
			Invalidation both = this.bulk ? Invalidation.all("overviews") : Invalidation.tag("user");
			return List.<Runnable>of(() -> this.database = 1, () -> {
				this.writersLog.append(both).toCompletableFuture().join();
				this.evicted = true;
			}).iterator();
		}

		private Iterator<Runnable> reader() {
			Found[] found = new Found[1];
			byte[] computed = new byte[1];
			return List.<Runnable>of(() -> {
				found[0] = find();
				note(found[0]);
			}, () -> computed[0] = (byte) ((this.near >= 0) ? this.near : this.database), () -> {
				if (found[0] instanceof Found.Turn turn) {
					keep(turn, computed);
				}
			}).iterator();
		}

		private Found find() {
			return this.bulk ? this.shared.findAll(List.of(this.ref)).get(0)
					: this.shared.find(this.ref, Duration.ZERO);
		}

		private void keep(Found.Turn turn, byte[] computed) {
			if (this.bulk) {
				this.shared.endAll(List.of(new Computed(this.ref, turn, computed, Duration.ofMinutes(1))));
			}
			else {
				this.shared.keep(this.ref, turn, computed, Duration.ofMinutes(1));
			}
		}

		private void note(Found found) {
			this.old |= this.evicted && found instanceof Found.Result result && result.bytes()[0] == 0;
		}

	}

}
