package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.portfolioplatform.perf.report.Rounds;
import io.portfolioplatform.ratelimit.policy.Mode;

/**
 * What a decision on one busy key costs that admits all: many threads in one process, as
 * fast as they can, in turn with the peers; then calls that come when they come, at 30 %
 * of that rate or at the most that the callers can offer, and at one rate that the
 * slowest can do. All share one JVM, so a first round does not count, and each round has
 * another order.
 */
final class HotKey {

	private static final long MUCH = 100_000_000L;

	private static final int THREADS = 64;

	private static final double PART = 0.3;

	/** More than this the load itself is what is slow. */
	private static final double MOST = 100_000;

	/** Calls a second that the slowest limiter can do, so that waits can be compared. */
	private static final double CALM = 100;

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
			table(samples).write(directory, KeptLimits.DECISIONS, samples, how(), redis.version());
		}
	}

	/**
	 * Return who is measured when. What comes first meets another JVM than what comes
	 * last, and so does what follows another one: in as many rounds as there are
	 * limiters, if these are even, each is once in each place and once behind each other.
	 * @param names of the limiters
	 * @param round which round
	 * @return the names in the round's order
	 */
	static List<String> order(Collection<String> names, int round) {
		List<String> all = List.copyOf(names);
		// From the round's number on 0, 1, -1, 2, -2 and so on: each step is another one.
		return IntStream.range(0, all.size())
			.map((place) -> (place % 2 == 0) ? -place / 2 : (place + 1) / 2)
			.mapToObj((step) -> all.get(Math.floorMod(round + step, all.size())))
			.toList();
	}

	private String how() {
		return "Medians of " + this.rounds + " rounds of " + this.seconds + " s with " + THREADS
				+ " threads in one process, after one that does not count, each limiter after " + WARM_UP_SECONDS
				+ " s of warm-up and each round in another order; latencies with " + THREADS / 2
				+ " threads at 30 % of the limiter's own rate, at most 100,000 calls a second, and at 100 calls a second"
				+ " for all, the waking of a thread included";
	}

	/**
	 * Return the table of what was measured.
	 * @param samples of each limiter, one per round
	 * @return the table, to be written
	 */
	static Results table(Map<String, List<Sample>> samples) {
		Results results = new Results();
		results.line(
				"| limiter | decisions/s | spread | Redis commands per decision | calls then offered | p50 of them | p99 of them | spread | p50 at 100/s | p99 at 100/s | spread |");
		results.line("|---|---|---|---|---|---|---|---|---|---|---|");
		samples.forEach((name, of) -> results.line(
				"| %s | %.0f | %s | %.4f | %s | %.2f ms | %.2f ms | %s ms | %.2f ms | %.2f ms | %s ms |", name,
				Rounds.median(of, Sample::perSecond), Rounds.spread(of, Sample::perSecond),
				Rounds.median(of, Sample::commands), offered(of), Rounds.median(of, Sample::p50),
				Rounds.median(of, Sample::p99), Rounds.spread(of, Sample::p99, 2),
				Rounds.median(of, (sample) -> sample.calm().p50()), Rounds.median(of, (sample) -> sample.calm().p99()),
				Rounds.spread(of, (sample) -> sample.calm().p99(), 2)));
		results.line("");
		goals(results, samples);
		return results;
	}

	private static void goals(Results results, Map<String, List<Sample>> samples) {
		for (String mode : List.of("exact", "leased")) {
			List<Sample> of = samples.getOrDefault(mode, List.of());
			results.goal("p99 of `" + mode + "` at " + offered(of) + ", in milliseconds",
					Rounds.median(of, Sample::p99), 5);
		}
		results.goal("Redis commands per decision of `exact`",
				Rounds.median(samples.getOrDefault("exact", List.of()), Sample::commands), 0.5);
		results.goal("Redis commands per decision of `leased`",
				Rounds.median(samples.getOrDefault("leased", List.of()), Sample::commands), 0.03);
	}

	/** Of a fast limiter it is a much smaller part than of the others. */
	private static String offered(List<Sample> samples) {
		double own = Rounds.median(samples, Sample::perSecond);
		double offered = offered(own);
		return String.format(Locale.ROOT, "%.0f/s (%.1f %% of its rate)", offered, 100 * offered / own);
	}

	private static double offered(double perSecond) {
		return Math.min(MOST, PART * perSecond);
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
			Load.Outcome open = Load.open(List.of(contender), THREADS / 2, this.seconds, offered(closed.perSecond()));
			Load.Outcome calm = Load.open(List.of(contender), THREADS / 2, this.seconds, CALM);
			return new Sample(closed.perSecond(), commands, open.millis(0.5), open.millis(0.99),
					new Sample.Calm(calm.millis(0.5), calm.millis(0.99)));
		}
	}

}
