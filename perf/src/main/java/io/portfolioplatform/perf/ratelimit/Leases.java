package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.portfolioplatform.ratelimit.policy.Mode;

/**
 * What leases cost and what they leave unused: processes of different number ask for
 * twice a limit of different size.
 */
final class Leases {

	private static final long[] CAPACITIES = { 100, 1000, 10_000, 50_000 };

	private static final int[] PODS = { 1, 4, 10 };

	private static final int THREADS = 4;

	private final int seconds;

	Leases(int seconds) {
		this.seconds = seconds;
	}

	void run(Path directory) throws IOException {
		List<Row> rows = new ArrayList<>();
		try (Redis redis = Redis.start()) {
			for (long capacity : CAPACITIES) {
				for (int pods : PODS) {
					rows.add(row(redis, Mode.LEASED, capacity, pods));
				}
			}
			rows.add(row(redis, Mode.EXACT, 1000, 4));
			table(rows, redis.version()).write(directory, "limit-leases", rows,
					"Callers ask for twice the limit for " + this.seconds + " s, the processes are clients of their own"
							+ " in one JVM with " + THREADS + " threads each");
		}
	}

	/**
	 * Return the table of what was measured.
	 * @param rows what came of each limit and number of processes
	 * @param redis version of the server
	 * @return the table, to be written
	 */
	static Results table(List<Row> rows, String redis) {
		Results results = new Results(redis);
		results.line(
				"| mode | tokens/s | processes | Redis commands per decision | to be reached | beyond the limit | quota unused |");
		results.line("|---|---|---|---|---|---|---|");
		rows.forEach((row) -> results.line("| %s | %d | %d | %.4f | at most %s: %s | %.2f %% | %.1f %% |", row.mode(),
				row.capacity(), row.pods(), row.commands(), row.atMost(),
				row.isReached() ? "reached" : "**not reached**", 100 * row.excess(), 100 * row.unused()));
		results.line("");
		results.goal("beyond the limit, of all rows, in per cent",
				100 * rows.stream().mapToDouble(Row::excess).max().orElse(Double.NaN), 0);
		return results;
	}

	private Row row(Redis redis, Mode mode, long capacity, int pods) {
		redis.admin().getKeys().flushdb();
		List<PlatformContender> contenders = IntStream.range(0, pods)
			.mapToObj((pod) -> new PlatformContender(redis, mode, capacity, Duration.ofSeconds(1)))
			.toList();
		try {
			awaitPods(contenders);
			long before = redis.commands(0);
			Load.Outcome outcome = Load.open(contenders, THREADS, this.seconds, 2.0 * capacity);
			double commands = (double) (redis.commands(0) - before) / outcome.decisions();
			double quota = capacity + capacity * (outcome.nanos() / 1e9);
			return new Row(mode, capacity, pods, commands, Math.max(0, outcome.admitted() / quota - 1),
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
	 * @param commands Redis commands per decision
	 * @param excess what was admitted beyond capacity and refill, as a share of them
	 * @param unused what was asked for, allowed and not admitted, as a share
	 */
	record Row(Mode mode, long capacity, int pods, double commands, double excess, double unused) {

		/** The most Redis commands per decision that will do. */
		double atMost() {
			return (this.mode == Mode.LEASED) ? 0.03 : 0.5;
		}

		boolean isReached() {
			return this.commands <= atMost();
		}

	}

}
