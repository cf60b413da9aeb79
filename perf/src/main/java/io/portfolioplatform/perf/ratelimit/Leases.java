package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.portfolioplatform.perf.report.Rounds;
import io.portfolioplatform.ratelimit.policy.Mode;

/**
 * What leases cost and what they leave unused: processes of different number ask for
 * twice a limit of different size, all of them in turn in each round.
 */
final class Leases {

	private static final long[] CAPACITIES = { 100, 1000, 10_000, 50_000 };

	private static final int[] PODS = { 1, 4, 10 };

	private static final int THREADS = 4;

	private final int rounds;

	private final int seconds;

	Leases(int rounds, int seconds) {
		this.rounds = rounds;
		this.seconds = seconds;
	}

	void run(Path directory) throws IOException {
		List<Row> rows = rows();
		try (Redis redis = Redis.start()) {
			for (int round = 0; round < this.rounds; round++) {
				for (Row row : rows) {
					row.rounds().add(measure(redis, row));
				}
			}
			table(rows).write(directory, KeptLimits.LEASES, rows,
					"Medians of " + this.rounds + " rounds, and the most of what was beyond the limit; callers ask for"
							+ " twice the limit for " + this.seconds + " s, the processes are clients of their own"
							+ " in one JVM with " + THREADS + " threads each",
					redis.version());
		}
	}

	private static List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		for (long capacity : CAPACITIES) {
			for (int pods : PODS) {
				rows.add(new Row(Mode.LEASED, capacity, pods, new ArrayList<>()));
			}
		}
		rows.add(new Row(Mode.EXACT, 1000, 4, new ArrayList<>()));
		return rows;
	}

	/**
	 * Return the table of what was measured.
	 * @param rows what came of each limit and number of processes
	 * @return the table, to be written
	 */
	static Results table(List<Row> rows) {
		Results results = new Results();
		results.line(
				"| mode | tokens/s | processes | Redis commands per decision | spread | to be reached | beyond the limit | quota unused | spread |");
		results.line("|---|---|---|---|---|---|---|---|---|");
		rows.forEach((row) -> results.line("| %s | %d | %d | %.4f | %s | at most %s: %s | %.2f %% | %.1f %% | %s |",
				row.mode(), row.capacity(), row.pods(), row.commands(), spread(row.rounds(), Round::commands, 4),
				row.atMost(), (row.commands() <= row.atMost()) ? "reached" : "**not reached**", 100 * row.excess(),
				100 * Rounds.median(row.rounds(), Round::unused),
				spread(row.rounds(), (round) -> 100 * round.unused(), 1)));
		results.line("");
		results.goal("beyond the limit, of all rows, in per cent",
				100 * rows.stream().mapToDouble(Row::excess).max().orElse(Double.NaN), 0);
		return results;
	}

	private static String spread(List<Round> rounds, ToDoubleFunction<Round> figure, int decimals) {
		return (rounds.size() > 1) ? Rounds.spread(rounds, figure, decimals) : "one run";
	}

	private Round measure(Redis redis, Row row) {
		redis.admin().getKeys().flushdb();
		List<PlatformContender> contenders = IntStream.range(0, row.pods())
			.mapToObj((pod) -> new PlatformContender(redis, row.mode(), row.capacity(), Duration.ofSeconds(1)))
			.toList();
		try {
			awaitPods(contenders);
			long before = redis.commands(0);
			Load.Outcome outcome = Load.open(contenders, THREADS, this.seconds, 2.0 * row.capacity());
			double commands = (double) (redis.commands(0) - before) / outcome.decisions();
			double quota = row.capacity() + row.capacity() * (outcome.nanos() / 1e9);
			return new Round(commands, Math.max(0, outcome.admitted() / quota - 1),
					Math.max(0, 1 - outcome.admitted() / Math.min(quota, (double) outcome.decisions())));
		}
		finally {
			contenders.forEach(Contender::close);
		}
	}

	/**
	 * Wait until each knows the others, and an emptied Redis is trusted again.
	 */
	private static void awaitPods(List<PlatformContender> contenders) {
		long settled = System.nanoTime() + Duration.ofSeconds(5).toNanos();
		while (System.nanoTime() < settled
				|| contenders.stream().anyMatch((contender) -> contender.pods() < contenders.size())) {
			LockSupport.parkNanos(10_000_000);
		}
	}

	/**
	 * What came of one limit and number of processes.
	 *
	 * @param mode how the processes share the limit
	 * @param capacity tokens, all of which come back each second
	 * @param pods processes
	 * @param rounds what came of it in each round
	 */
	record Row(Mode mode, long capacity, int pods, List<Round> rounds) {

		/** The most Redis commands per decision that will do. */
		double atMost() {
			return (this.mode == Mode.LEASED) ? 0.03 : 0.5;
		}

		double commands() {
			return Rounds.median(this.rounds, Round::commands);
		}

		/** In the worst round: there must not be any. */
		double excess() {
			return this.rounds.stream().mapToDouble(Round::excess).max().orElse(Double.NaN);
		}

	}

	/**
	 * What came of it in one round.
	 *
	 * @param commands Redis commands per decision
	 * @param excess what was admitted beyond capacity and refill, as a share of them
	 * @param unused what was asked for, allowed and not admitted, as a share
	 */
	record Round(double commands, double excess, double unused) {

	}

}
