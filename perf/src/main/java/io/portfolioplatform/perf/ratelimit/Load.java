package io.portfolioplatform.perf.ratelimit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Callers of limiters: as many calls as they can, or calls that come when they come.
 */
final class Load {

	private Load() {
	}

	/**
	 * Call without pause.
	 * @param contenders one for each process
	 * @param threads threads of each process
	 * @param seconds for how long
	 * @return what happened
	 */
	static Outcome closed(List<? extends Contender> contenders, int threads, int seconds) {
		AtomicLong decisions = new AtomicLong();
		AtomicLong admitted = new AtomicLong();
		long start = System.nanoTime();
		run(contenders, threads, (contender, thread) -> {
			long end = start + TimeUnit.SECONDS.toNanos(seconds);
			long mine = 0;
			long mineAdmitted = 0;
			while (System.nanoTime() < end) {
				mine++;
				mineAdmitted += contender.admits() ? 1 : 0;
			}
			decisions.addAndGet(mine);
			admitted.addAndGet(mineAdmitted);
		});
		return new Outcome(decisions.get(), admitted.get(), System.nanoTime() - start, new long[0]);
	}

	/**
	 * Call at a steady rate whatever the answers take: a late call counts from the time
	 * at which it was due.
	 * @param contenders one for each process
	 * @param threads threads of each process
	 * @param seconds for how long
	 * @param rate calls per second of all together
	 * @return what happened
	 */
	static Outcome open(List<? extends Contender> contenders, int threads, int seconds, double rate) {
		int each = (int) Math.max(1, rate * seconds / (contenders.size() * threads));
		long interval = TimeUnit.SECONDS.toNanos(seconds) / each;
		long[] latencies = new long[each * threads * contenders.size()];
		AtomicLong admitted = new AtomicLong();
		long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
		run(contenders, threads, (contender, thread) -> {
			// Threads take turns instead of calling all at once.
			long offset = interval * thread / ((long) threads * contenders.size());
			for (int call = 0; call < each; call++) {
				long due = start + offset + call * interval;
				while (System.nanoTime() < due) {
					LockSupport.parkNanos(due - System.nanoTime());
				}
				if (contender.admits()) {
					admitted.incrementAndGet();
				}
				latencies[thread * each + call] = System.nanoTime() - due;
			}
		});
		return new Outcome(latencies.length, admitted.get(), System.nanoTime() - start, latencies);
	}

	/** A caller that failed has measured less than it says: its failure is thrown. */
	private static void run(List<? extends Contender> contenders, int threads, Caller caller) {
		int all = contenders.size() * threads;
		ExecutorService executor = Executors.newFixedThreadPool(all);
		try {
			CompletableFuture
				.allOf(IntStream.range(0, all)
					.mapToObj((thread) -> CompletableFuture
						.runAsync(() -> caller.call(contenders.get(thread % contenders.size()), thread), executor))
					.toArray(CompletableFuture[]::new))
				.join();
		}
		finally {
			executor.shutdown();
		}
	}

	/**
	 * What one thread does.
	 */
	@FunctionalInterface
	private interface Caller {

		void call(Contender contender, int thread);

	}

	/**
	 * What happened.
	 *
	 * @param decisions how many calls were decided
	 * @param admitted how many of them were admitted
	 * @param nanos how long it took
	 * @param latencies of each call, in nanoseconds; none if not measured
	 */
	@SuppressWarnings("ArrayRecordComponent") // a million of them, and nobody compares
												// outcomes
	record Outcome(long decisions, long admitted, long nanos, long[] latencies) {

		double perSecond() {
			return this.decisions * 1e9 / this.nanos;
		}

		double millis(double quantile) {
			return StatUtils.percentile(LongStream.of(this.latencies).mapToDouble((nanos) -> nanos / 1e6).toArray(),
					100 * quantile);
		}

	}

}
