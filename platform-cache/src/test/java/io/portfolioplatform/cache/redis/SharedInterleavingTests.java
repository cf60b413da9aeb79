package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.Replacement;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults.Computed;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No stale fill of Redis, in every order in which two readers and a writer can take their
 * steps. Redis runs one script at a time, so that there are no other orders. Without any
 * one of the guards in the scripts an order is found in which something old is shared.
 */
@Timeout(120)
class SharedInterleavingTests {

	@AutoClose
	private static final OneConnection REDIS = new OneConnection();

	private static int runs;

	@Test
	void findsEveryOrder() {
		assertThat(Interleavings.of(1, 2)).containsExactlyInAnyOrder(List.of(0, 1, 1), List.of(1, 0, 1),
				List.of(1, 1, 0));
		assertThat(Interleavings.of(3, 3, 2)).hasSize(560).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void nothingOldIsSharedInAnyOrder(Change change) {
		assertThat(ordersWithSomethingOld(RedisScripts.ALL, change, false)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAG")
	void nothingOldIsSharedAtOnceInAnyOrder(Change change) {
		assertThat(ordersWithSomethingOld(RedisScripts.ALL, change, true)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void somethingOldIsSharedInSomeOrderWithoutAGuard(Guard guard) {
		assertThat(ordersWithSomethingOld(guard.scripts, guard.change, guard.bulk)).isNotEmpty();
	}

	private static List<List<Integer>> ordersWithSomethingOld(RedisScripts scripts, Change change, boolean bulk) {
		RedisSharedResults shared = REDIS.results("app", Abreast.ALWAYS, scripts);
		RedisInvalidationLog log = REDIS.log("app", scripts);
		int steps = (change == Change.PUT) ? 3 : 2;
		return Interleavings.of(3, 3, steps)
			.stream()
			.filter((order) -> new Run(shared, log, change, bulk).isOld(order))
			.toList();
	}

	/**
	 * One order of steps, on a result of its own.
	 */
	private static final class Run {

		private final RedisSharedResults shared;

		private final RedisInvalidationLog log;

		private final ResultRef ref;

		private final Change change;

		private final Invalidation invalidation;

		/** Whether readers look for many results at once. */
		private final boolean bulk;

		private int database;

		private boolean invalidated;

		private boolean old;

		Run(RedisSharedResults shared, RedisInvalidationLog log, Change change, boolean bulk) {
			String id = Integer.toString(++runs);
			this.shared = shared;
			this.log = log;
			this.bulk = bulk;
			this.ref = new ResultRef("prices" + id, "m", "s1:x", bulk ? List.of() : List.of("tag" + id), "schema");
			this.change = change;
			this.invalidation = change.invalidation.apply("prices" + id, "tag" + id);
		}

		boolean isOld(List<Integer> order) {
			List<Iterator<Runnable>> participants = List.of(reader(), reader(), writer());
			order.forEach((participant) -> participants.get(participant).next().run());
			note(find());
			return this.old;
		}

		private Iterator<Runnable> writer() {
			Put put = new Put();
			return List.<Runnable>of(() -> this.database = 1, () -> {
				put.stamp = (this.change == Change.PUT)
						? this.log.replace(this.invalidation, put).toCompletableFuture().join().stamp()
						: this.log.append(this.invalidation).toCompletableFuture().join();
				this.invalidated = true;
			}, () -> this.shared.keep(this.ref, new Found.Turn(put.token(), put.stamp), new byte[] { 1 },
					Duration.ofMinutes(1)))
				.iterator();
		}

		private Iterator<Runnable> reader() {
			List<Found> found = new ArrayList<>();
			byte[] loaded = new byte[1];
			return List.<Runnable>of(() -> {
				found.add(find());
				note(found.get(0));
			}, () -> loaded[0] = (byte) this.database, () -> {
				if (found.get(0) instanceof Found.Turn turn) {
					keep(turn, loaded);
				}
			}).iterator();
		}

		private Found find() {
			return this.bulk ? this.shared.findAll(List.of(this.ref)).get(0)
					: this.shared.find(this.ref, Duration.ZERO);
		}

		private void keep(Found.Turn turn, byte[] loaded) {
			if (this.bulk) {
				this.shared.endAll(List.of(new Computed(this.ref, turn, loaded, Duration.ofMinutes(1))));
			}
			else {
				this.shared.keep(this.ref, turn, loaded, Duration.ofMinutes(1));
			}
		}

		private void note(Found found) {
			this.old |= this.invalidated && found instanceof Found.Result result && result.bytes()[0] == 0;
		}

	}

	/**
	 * What the writer puts.
	 */
	private static final class Put implements Replacement {

		private final String token = UUID.randomUUID().toString();

		private String stamp = "";

		@Override
		public String schema() {
			return "schema";
		}

		@Override
		public String token() {
			return this.token;
		}

		@Override
		public Duration lease() {
			return Duration.ofMinutes(1);
		}

		@Override
		public void put(String stamp) {
			throw new UnsupportedOperationException();
		}

	}

	/**
	 * What the writer invalidates.
	 */
	enum Change {

		RESULT((cache, tag) -> Invalidation.of(cache, "m", "s1:x")),

		CACHE((cache, tag) -> Invalidation.all(cache)),

		TAG((cache, tag) -> Invalidation.tag(tag)),

		EVERYTHING((cache, tag) -> Invalidation.all("")),

		PUT((cache, tag) -> Invalidation.of(cache, "m", "s1:x"));

		private final BiFunction<String, String, Invalidation> invalidation;

		Change(BiFunction<String, String, Invalidation> invalidation) {
			this.invalidation = invalidation;
		}

	}

	/**
	 * What is taken from the scripts.
	 */
	enum Guard {

		TURN_IS_STILL_HELD(Change.RESULT, "call('GET', KEYS[3]) ~= ARGV[2]", "false"),

		TURN_ENDS_WITH_ITS_RESULT(Change.RESULT, "redis.call('DEL', KEYS[3], KEYS[4])", "redis.call('DEL', KEYS[3])"),

		RESULT_ENDS(Change.RESULT, "redis.call('DEL', KEYS[3], KEYS[4])", "redis.call('DEL', KEYS[4])"),

		VERSIONS_ARE_STILL_THE_SAME(Change.TAG, "stamp ~= ARGV[3]", "false"),

		RESULT_HAS_THE_VERSIONS(Change.CACHE, "if result[1] == stamp and", "if"),

		PUT_TAKES_THE_TURN(Change.PUT, "redis.call('SET', KEYS[4], ARGV[3], 'PX', ARGV[4])", ""),

		PUT_ENDS_THE_RESULT(Change.PUT, "redis.call('DEL', KEYS[3])\nredis.call('SET'", "redis.call('SET'"),

		TURN_OF_MANY_IS_STILL_HELD(Change.RESULT, true, "call('GET', KEYS[i + 1]) == ARGV[of]", "true"),

		VERSION_OF_MANY_IS_STILL_THE_SAME(Change.CACHE, true, "ARGV[of + 1] == stamp", "true"),

		ONE_OF_MANY_HAS_THE_VERSION(Change.CACHE, true, "if result[1] == stamp and", "if");

		private final Change change;

		private final boolean bulk;

		private final RedisScripts scripts;

		Guard(Change change, String guard, String replacement) {
			this(change, false, guard, replacement);
		}

		Guard(Change change, boolean bulk, String guard, String replacement) {
			RedisScripts all = RedisScripts.ALL;
			List<String> before = List.of(all.find(), all.keep(), all.invalidate(), all.replace(), all.findAll(),
					all.endAll());
			List<String> without = before.stream().map((script) -> script.replace(guard, replacement)).toList();
			this.change = change;
			this.bulk = bulk;
			this.scripts = new RedisScripts(without.get(0), without.get(1), without.get(2), without.get(3),
					without.get(4), without.get(5));
			assertThat(without).isNotEqualTo(before);
		}

	}

}
