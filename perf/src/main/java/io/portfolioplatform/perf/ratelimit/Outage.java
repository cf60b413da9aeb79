package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.perf.report.Rounds;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.fleet.FleetSettings;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.redisson.api.RedissonClient;

/**
 * What a Redis that no longer answers costs a caller, again and again.
 */
final class Outage {

	/** The default of {@code platform.ratelimit.redis.timeout}. */
	private static final Duration TIMEOUT = Duration.ofMillis(40);

	private static final int CALLS = 2000;

	private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(20);

	private final int rounds;

	Outage(int rounds) {
		this.rounds = rounds;
	}

	void run(Path directory) throws IOException {
		List<Loss> losses = new ArrayList<>();
		try (Redis redis = Redis.start();
				FaultProxy proxy = FaultProxy.to(redis.server().host(), redis.server().port())) {
			RedissonClient client = Redis.client("redis://" + redis.server().host() + ":" + proxy.port());
			FleetLimiter limiter = new FleetLimiter(client, new FleetSettings("perf", TIMEOUT, 1000),
					TimeMeter.SYSTEM_NANOTIME);
			limiter.start();
			for (int round = 0; round < this.rounds; round++) {
				losses.add(lose(limiter, proxy));
			}
			limiter.close();
			client.shutdown();
			table(losses).write(directory, KeptLimits.OUTAGE, losses,
					this.rounds + " losses; one caller, one key, exact", redis.version());
		}
	}

	/**
	 * Return the table of what was measured.
	 * @param losses each loss
	 * @return the table, to be written
	 */
	static Results table(List<Loss> losses) {
		Results results = new Results();
		results.line("| | the call that met the loss | the next %d calls |", CALLS - 1);
		results.line("|---|---|---|");
		results.line("| longest, median of the rounds | %.1f ms | %.2f ms |", Rounds.median(losses, Loss::first),
				Rounds.median(losses, Loss::next));
		results.line("| longest of all rounds | %.1f ms | %.2f ms |",
				losses.stream().mapToDouble(Loss::first).max().orElse(Double.NaN),
				losses.stream().mapToDouble(Loss::next).max().orElse(Double.NaN));
		results.line("| calls longer than 20 ms | %d in %d rounds | %d |", slow(losses, true), losses.size(),
				slow(losses, false));
		results.line("%nBack to shared decisions %.1f to %.1f s after Redis answered again.%n",
				losses.stream().mapToDouble(Loss::recovery).min().orElse(Double.NaN),
				losses.stream().mapToDouble(Loss::recovery).max().orElse(Double.NaN));
		results.goal("longest call of the first, median, in milliseconds (timeout 40)",
				Rounds.median(losses, Loss::first), 50);
		return results;
	}

	private static Loss lose(FleetLimiter limiter, FaultProxy proxy) {
		Policy policy = new Policy("api", List.of(new BandwidthLimit(1_000_000, Duration.ofDays(1), Refill.GREEDY)));
		// Until the way is warm, and shared.
		await(limiter);
		for (int call = 0; call < CALLS; call++) {
			call(limiter, policy);
		}
		await(limiter);
		proxy.pause();
		long first = call(limiter, policy);
		long[] next = new long[CALLS - 1];
		Arrays.setAll(next, (call) -> call(limiter, policy));
		proxy.restore();
		long restored = System.nanoTime();
		await(limiter);
		return new Loss(first / 1e6, Arrays.stream(next).max().orElseThrow() / 1e6,
				(int) Arrays.stream(next).filter((nanos) -> nanos > SLOW).count(),
				(System.nanoTime() - restored) / 1e9);
	}

	private static long call(FleetLimiter limiter, Policy policy) {
		long start = System.nanoTime();
		limiter.decide(policy, policy.limits(), "ada", 1);
		return System.nanoTime() - start;
	}

	private static void await(FleetLimiter limiter) {
		while (!limiter.isShared()) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	private static long slow(List<Loss> losses, boolean first) {
		return losses.stream().mapToLong((loss) -> first ? ((loss.first() * 1e6 > SLOW) ? 1 : 0) : loss.slow()).sum();
	}

	/**
	 * One loss.
	 *
	 * @param first the call that met it, in milliseconds
	 * @param next the longest of the calls after it, in milliseconds
	 * @param slow how many of them were slow
	 * @param recovery seconds from Redis's return to shared decisions
	 */
	record Loss(double first, double next, int slow, double recovery) {

	}

}
