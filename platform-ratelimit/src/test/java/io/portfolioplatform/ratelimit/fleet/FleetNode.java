package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.redisson.api.RCountDownLatch;
import org.redisson.api.RMap;
import org.redisson.client.codec.StringCodec;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Some pods of a fleet in one JVM, which hammer one key from many threads when the test
 * gives the signal, and report what they were admitted.
 */
@Configuration(proxyBeanMethods = false)
class FleetNode {

	static final String NAMESPACE = "fleet";

	static final String GO = "test:go";

	static final String REPORTS = "test:reports";

	static final long CAPACITY = 2000;

	private static final int FEWEST_CALLS = 300;

	private static final AtomicInteger NUMBER = new AtomicInteger();

	static Policy policy(Mode mode, Duration period) {
		BandwidthLimit limit = new BandwidthLimit(CAPACITY, period, Refill.GREEDY);
		return new Policy("hot", new Limits("hot", List.of(limit)), Map.of(), mode, OnRedisLoss.CLOSED, false, 0);
	}

	@Bean
	ApplicationRunner hammer(@Value("${test.redis}") String redis, @Value("${test.pods}") int pods,
			@Value("${test.threads}") int threads, @Value("${test.mode}") Mode mode,
			@Value("${test.seconds}") int seconds, @Value("${test.skew}") Duration skew,
			@Value("${test.period}") Duration period) {
		return (ApplicationArguments arguments) -> {
			for (int pod = 0; pod < pods; pod++) {
				Thread thread = new Thread(() -> hammer(redis, threads, policy(mode, period), seconds,
						(NUMBER.incrementAndGet() % 2 == 0) ? skew : skew.negated()));
				thread.start();
			}
		};
	}

	private static void hammer(String redis, int threads, Policy policy, int seconds, Duration skew) {
		Pod pod = Pod.start(redis, NAMESPACE, Pod.PATIENT, new SkewedClock(skew));
		RCountDownLatch go = pod.redisson().getCountDownLatch(GO);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		CountDownLatch ready = new CountDownLatch(threads);
		AtomicLong admitted = new AtomicLong();
		AtomicLong decided = new AtomicLong();
		RMap<String, String> reports = pod.redisson().getMap(REPORTS, StringCodec.INSTANCE);
		reports.fastPut("ready:" + skew + System.identityHashCode(pod) + ProcessHandle.current().pid(), "");
		await(go);
		for (int thread = 0; thread < threads; thread++) {
			executor.execute(() -> {
				long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
				// On a busy machine the time may be over before the key is used up.
				for (int call = 0; call < FEWEST_CALLS || System.nanoTime() < end; call++) {
					decided.incrementAndGet();
					if (pod.admits(policy, "hot")) {
						admitted.incrementAndGet();
					}
				}
				ready.countDown();
			});
		}
		await(ready);
		reports.fastPut("done:" + skew + System.identityHashCode(pod) + ProcessHandle.current().pid(),
				admitted + " " + decided + " " + pod.limiter().scriptCalls());
	}

	private static void await(RCountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
