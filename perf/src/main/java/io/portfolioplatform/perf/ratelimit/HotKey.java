package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.portfolioplatform.perf.report.Rounds;
import io.portfolioplatform.ratelimit.policy.Mode;

/**
 * What a decision on one busy key costs that admits all: many threads in one process, as
 * fast as they can, in turn with the peers; then calls that come when they come, at 30 %
 * of that rate, and at one rate that the slowest can do. All share one JVM, so a first
 * round does not count, and each round begins with another limiter.
 */
final class HotKey {

	private static final long MUCH = 100_000_000L;

	private static final int THREADS = 64;

	private static final double PART = 0.3;

	/** More than this the load itself is what is slow. */
	private static final double MOST = 100_000;

	/** Calls a second that the slowest limiter can do, so that waits can be compared. */
	private static final double CALM = 100;

	/** By how many limiters the next round begins later. */
	private static final int STEP = 2;

	private static final int WARM_UP_SECONDS = 5;

	private final int rounds;

	private final int seconds;

	HotKey(int rounds, int seconds) {
		this.rounds = rounds;
		this.seconds = seconds;
	}

	void run(Path directory) throws IOException {
		Map<String, List<Sample>> samples = new LinkedHashMap<>();
		try (Redis redis = Redis.start()) {
			Map<String, Supplier<Contender>> contenders = contenders(redis);
			contenders.keySet().forEach((name) -> samples.put(name, new ArrayList<>()));
			for (int round = 0; round <= this.rounds; round++) {
				for (String name : order(contenders.keySet(), round)) {
					Sample sample = sample(redis, Objects.requireNonNull(contenders.get(name)));
					if (round > 0) {
						Objects.requireNonNull(samples.get(name)).add(sample);
					}
				}
			}
			table(samples, redis.version()).write(directory, "limit-decisions", samples, how());
		}
	}

	/**
	 * Return who is measured when.
	 * @param names of the limiters
	 * @param round which round
	 * @return the names in the round's order: what comes first meets another JVM than
	 * what comes last
	 */
	static List<String> order(Collection<String> names, int round) {
		List<String> order = new ArrayList<>(names);
		Collections.rotate(order, -STEP * round);
		return order;
	}

	private String how() {
		return "Medians of " + this.rounds + " rounds of " + this.seconds + " s with " + THREADS
				+ " threads in one process, after one that does not count, each limiter after " + WARM_UP_SECONDS
				+ " s of warm-up and each round with another one first; latencies with " + THREADS / 2
				+ " threads at 30 % of the limiter's own rate, at most 100,000 calls a second, and at 100 calls a second"
				+ " for all, the waking of a thread included";
	}

	/**
	 * Return the table of what was measured.
	 * @param samples of each limiter, one per round
	 * @param redis version of the server
	 * @return the table, to be written
	 */
	static Results table(Map<String, List<Sample>> samples, String redis) {
		Results results = new Results(redis);
		results.line(
				"| limiter | decisions/s | spread | Redis commands per decision | p50 at 30 %% | p99 at 30 %% | spread | p50 at 100/s | p99 at 100/s | spread |");
		results.line("|---|---|---|---|---|---|---|---|---|---|");
		samples.forEach((name, of) -> results.line(
				"| %s | %.0f | %s | %.4f | %.2f ms | %.2f ms | %s ms | %.2f ms | %.2f ms | %s ms |", name,
				Rounds.median(of, Sample::perSecond), Rounds.spread(of, Sample::perSecond),
				Rounds.median(of, Sample::commands), Rounds.median(of, Sample::p50), Rounds.median(of, Sample::p99),
				Rounds.spread(of, Sample::p99, 2), Rounds.median(of, (sample) -> sample.calm().p50()),
				Rounds.median(of, (sample) -> sample.calm().p99()),
				Rounds.spread(of, (sample) -> sample.calm().p99(), 2)));
		results.line("");
		goals(results, samples);
		return results;
	}

	private static void goals(Results results, Map<String, List<Sample>> samples) {
		for (String mode : List.of("exact", "leased")) {
			results.goal("p99 of `" + mode + "` at 30 % of its rate, in milliseconds",
					Rounds.median(samples.getOrDefault(mode, List.of()), Sample::p99), 5);
		}
		results.goal("Redis commands per decision of `exact`",
				Rounds.median(samples.getOrDefault("exact", List.of()), Sample::commands), 0.5);
		results.goal("Redis commands per decision of `leased`",
				Rounds.median(samples.getOrDefault("leased", List.of()), Sample::commands), 0.03);
	}

	private static Map<String, Supplier<Contender>> contenders(Redis redis) {
		Map<String, Supplier<Contender>> contenders = new LinkedHashMap<>();
		contenders.put("exact", () -> new PlatformContender(redis, Mode.EXACT, MUCH, Duration.ofSeconds(1)));
		contenders.put("leased", () -> new PlatformContender(redis, Mode.LEASED, MUCH, Duration.ofSeconds(1)));
		contenders.put("Spring Cloud Gateway's script", () -> new GatewayContender(redis, MUCH));
		contenders.put("Bucket4j over Redisson", () -> new Bucket4jContender(redis, MUCH));
		contenders.put("bucket4j-spring-boot-starter over Jedis", () -> new StarterContender(redis, MUCH));
		contenders.put("resilience4j (one process only)", Resilience4jContender::new);
		return contenders;
	}

	private Sample sample(Redis redis, Supplier<Contender> supplier) {
		try (Contender contender = supplier.get()) {
			Load.closed(List.of(contender), THREADS, WARM_UP_SECONDS);
			long before = redis.commands(contender.readsInScript());
			Load.Outcome closed = Load.closed(List.of(contender), THREADS, this.seconds);
			double commands = (double) (redis.commands(contender.readsInScript()) - before) / closed.decisions();
			Load.Outcome open = Load.open(List.of(contender), THREADS / 2, this.seconds,
					Math.min(MOST, PART * closed.perSecond()));
			Load.Outcome calm = Load.open(List.of(contender), THREADS / 2, this.seconds, CALM);
			return new Sample(closed.perSecond(), commands, open.millis(0.5), open.millis(0.99),
					new Sample.Calm(calm.millis(0.5), calm.millis(0.99)));
		}
	}

}
