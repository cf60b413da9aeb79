package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.cache.shared.Leases;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No stale fill of Redis, in every order in which two readers and a writer can take their
 * steps. Redis runs one script at a time, so that there are no other orders. Without any
 * one of the guards in the scripts an order is found in which something old is shared.
 */
@Timeout(120)
class SharedInterleavingTests {

	private static final RedisServer REDIS = RedisServer.shared();

	private static final RedissonClient CLIENT = client();

	private static final Leases LEASES = new Leases(Duration.ofMinutes(1), Duration.ofMinutes(1));

	private static int runs;

	@AfterAll
	static void close() {
		LEASES.close();
		CLIENT.shutdown();
	}

	@Test
	void findsEveryOrder() {
		assertThat(Interleavings.of(1, 2)).containsExactlyInAnyOrder(List.of(0, 1, 1), List.of(1, 0, 1),
				List.of(1, 1, 0));
		assertThat(Interleavings.of(3, 3, 2)).hasSize(560).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void nothingOldIsSharedInAnyOrder(Change change) {
		assertThat(ordersWithSomethingOld(RedisScripts.ALL, change)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void somethingOldIsSharedInSomeOrderWithoutAGuard(Guard guard) {
		assertThat(ordersWithSomethingOld(guard.scripts(), guard.change)).isNotEmpty();
	}

	private static List<List<Integer>> ordersWithSomethingOld(RedisScripts scripts, Change change) {
		RedisSharedResults shared = new RedisSharedResults(CLIENT, "app", new Breaker(Ticker.systemTicker()),
				Duration.ofSeconds(30), LEASES, (timeout) -> true, scripts);
		RedisInvalidationLog log = new RedisInvalidationLog(CLIENT, "app", scripts);
		return Interleavings.of(3, 3, 2).stream().filter((order) -> new Run(shared, log, change).isOld(order)).toList();
	}

	private static RedissonClient client() {
		Config config = new Config();
		config.setNettyThreads(2);
		config.setThreads(2);
		// One connection, so that commands are executed in the order of the steps.
		config.useSingleServer()
			.setAddress(REDIS.url())
			.setConnectionPoolSize(1)
			.setConnectionMinimumIdleSize(1)
			.setTimeout(30_000);
		return Redisson.create(config);
	}

	/**
	 * One order of steps, on a result of its own.
	 */
	private static final class Run {

		private final RedisSharedResults shared;

		private final ResultRef ref;

		private final Runnable invalidate;

		private int database;

		private boolean invalidated;

		private boolean old;

		Run(RedisSharedResults shared, RedisInvalidationLog log, Change change) {
			String id = Integer.toString(++runs);
			this.shared = shared;
			this.ref = new ResultRef("prices" + id, "m", "s1:x", List.of("tag" + id), "schema");
			this.invalidate = () -> log.append(change.invalidation.apply("prices" + id, "tag" + id))
				.toCompletableFuture()
				.join();
		}

		boolean isOld(List<Integer> order) {
			List<Iterator<Runnable>> participants = List.of(reader(), reader(), writer());
			order.forEach((participant) -> participants.get(participant).next().run());
			note(find());
			return this.old;
		}

		private Iterator<Runnable> writer() {
			return List.<Runnable>of(() -> this.database = 1, () -> {
				this.invalidate.run();
				this.invalidated = true;
			}).iterator();
		}

		private Iterator<Runnable> reader() {
			List<Found> found = new ArrayList<>();
			byte[] loaded = new byte[1];
			return List.<Runnable>of(() -> {
				found.add(find());
				note(found.get(0));
			}, () -> loaded[0] = (byte) this.database, () -> {
				if (found.get(0) instanceof Found.Turn turn) {
					this.shared.keep(this.ref, turn, loaded, Duration.ofMinutes(1));
				}
			}).iterator();
		}

		private Found find() {
			return this.shared.find(this.ref, Duration.ZERO);
		}

		private void note(Found found) {
			this.old |= this.invalidated && found instanceof Found.Result result && result.bytes()[0] == 0;
		}

	}

	/**
	 * What the writer invalidates.
	 */
	enum Change {

		RESULT((cache, tag) -> Invalidation.of(cache, "m", "s1:x")),

		CACHE((cache, tag) -> Invalidation.all(cache)),

		TAG((cache, tag) -> Invalidation.tag(tag)),

		EVERYTHING((cache, tag) -> Invalidation.all(""));

		private final BiFunction<String, String, Invalidation> invalidation;

		Change(BiFunction<String, String, Invalidation> invalidation) {
			this.invalidation = invalidation;
		}

	}

	/**
	 * What is taken from the scripts.
	 */
	enum Guard {

		TURN_IS_STILL_HELD(Change.RESULT, UnaryOperator.identity(),
				(keep) -> without(keep, "redis.call('GET', KEYS[3]) ~= ARGV[2]", "false"), UnaryOperator.identity()),

		TURN_ENDS_WITH_ITS_RESULT(Change.RESULT, UnaryOperator.identity(), UnaryOperator.identity(),
				(invalidate) -> without(invalidate, "redis.call('DEL', KEYS[3], KEYS[4])",
						"redis.call('DEL', KEYS[3])")),

		RESULT_ENDS(Change.RESULT, UnaryOperator.identity(), UnaryOperator.identity(),
				(invalidate) -> without(invalidate, "redis.call('DEL', KEYS[3], KEYS[4])",
						"redis.call('DEL', KEYS[4])")),

		VERSIONS_ARE_STILL_THE_SAME(Change.TAG, UnaryOperator.identity(),
				(keep) -> without(keep, "stamp ~= ARGV[3]", "false"), UnaryOperator.identity()),

		RESULT_HAS_THE_VERSIONS(Change.CACHE, (find) -> without(find, "result[1] == stamp and", ""),
				UnaryOperator.identity(), UnaryOperator.identity());

		private final Change change;

		private final UnaryOperator<String> find;

		private final UnaryOperator<String> keep;

		private final UnaryOperator<String> invalidate;

		Guard(Change change, UnaryOperator<String> find, UnaryOperator<String> keep, UnaryOperator<String> invalidate) {
			this.change = change;
			this.find = find;
			this.keep = keep;
			this.invalidate = invalidate;
		}

		private static String without(String script, String guard, String replacement) {
			assertThat(script).containsOnlyOnce(guard);
			return script.replace(guard, replacement);
		}

		RedisScripts scripts() {
			return new RedisScripts(this.find.apply(RedisScripts.ALL.find()), this.keep.apply(RedisScripts.ALL.keep()),
					this.invalidate.apply(RedisScripts.ALL.invalidate()));
		}

	}

}
