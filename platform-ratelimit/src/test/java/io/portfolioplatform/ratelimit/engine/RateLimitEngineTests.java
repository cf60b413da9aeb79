package io.portfolioplatform.ratelimit.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.local.LocalLimiter;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitEngineTests {

	private final ManualClock clock = new ManualClock();

	private final List<String> heard = new ArrayList<>();

	private final RateLimitEngine engine = new RateLimitEngine(new LocalLimiter(1000, this.clock), null,
			List.of((charge, decision) -> this.heard.add(charge.policy().name() + "=" + decision.admitted())));

	@Test
	void admitsTheCapacityAndThenRefuses() {
		ActivePolicy policy = policy("api", 3, Duration.ofSeconds(30), Refill.GREEDY);
		assertThat(decide(policy, "a").remaining()).isEqualTo(2);
		assertThat(decide(policy, "a").remaining()).isEqualTo(1);
		assertThat(decide(policy, "a").admitted()).isTrue();
		Decision refused = decide(policy, "a");
		assertThat(refused.admitted()).isFalse();
		assertThat(refused.secondsUntilMore()).isEqualTo(10);
		assertThat(decide(policy, "b").admitted()).isTrue();
	}

	@Test
	void refillsGreedilyOrAtTheInterval() {
		ActivePolicy greedy = policy("greedy", 2, Duration.ofSeconds(10), Refill.GREEDY);
		ActivePolicy interval = policy("interval", 2, Duration.ofSeconds(10), Refill.INTERVAL);
		List.of(greedy, interval).forEach((policy) -> {
			decide(policy, "a");
			decide(policy, "a");
		});
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(decide(greedy, "a").admitted()).isTrue();
		assertThat(decide(interval, "a").admitted()).isFalse();
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(decide(interval, "a").remaining()).isEqualTo(1);
	}

	@Test
	void needsATokenInEveryBandwidth() {
		ActivePolicy policy = new ActivePolicy(
				new Policy("both", List.of(new BandwidthLimit(2, Duration.ofSeconds(1), Refill.GREEDY),
						new BandwidthLimit(3, Duration.ofHours(1), Refill.INTERVAL))));
		decide(policy, "a");
		decide(policy, "a");
		assertThat(decide(policy, "a").admitted()).isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(decide(policy, "a").admitted()).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		Decision refused = decide(policy, "a");
		assertThat(refused.admitted()).isFalse();
		assertThat(refused.untilMore()).isGreaterThan(Duration.ofMinutes(59));
	}

	@Test
	void chargesSeveralPoliciesTogetherOrNotAtAll() {
		ActivePolicy wide = policy("wide", 10, Duration.ofHours(1), Refill.GREEDY);
		ActivePolicy narrow = policy("narrow", 1, Duration.ofHours(1), Refill.GREEDY);
		List<Charge> both = List.of(new Charge(wide, "a", 1), new Charge(narrow, "a", 1));
		assertThat(this.engine.decideAll(both)).allMatch(Decision::admitted);
		assertThat(this.engine.decideAll(both)).last().matches((decision) -> !decision.admitted());
		assertThat(decide(wide, "a").remaining()).isEqualTo(8);
	}

	@Test
	void takesTheCostOfACall() {
		ActivePolicy policy = policy("api", 10, Duration.ofHours(1), Refill.GREEDY);
		assertThat(this.engine.decide(new Charge(policy, "a", 7)).remaining()).isEqualTo(3);
		assertThat(this.engine.decide(new Charge(policy, "a", 7)).admitted()).isFalse();
		assertThat(this.engine.decide(new Charge(policy, "a", 3)).admitted()).isTrue();
	}

	@Test
	void tellsItsListeners() {
		ActivePolicy policy = policy("api", 1, Duration.ofHours(1), Refill.GREEDY);
		decide(policy, "a");
		decide(policy, "a");
		assertThat(this.heard).containsExactly("api=true", "api=false");
	}

	@Test
	void neverAdmitsMoreThanTheCapacityToManyThreads() throws Exception {
		ActivePolicy policy = policy("hot", 100, Duration.ofHours(1), Refill.INTERVAL);
		RateLimitEngine shared = new RateLimitEngine(new LocalLimiter(10, this.clock), null, List.of());
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> counts = new ArrayList<>();
			for (int thread = 0; thread < 8; thread++) {
				counts.add(threads.submit(() -> {
					start.await();
					int admitted = 0;
					for (int call = 0; call < 100; call++) {
						admitted += shared.decide(new Charge(policy, "a", 1)).admitted() ? 1 : 0;
					}
					return admitted;
				}));
			}
			start.countDown();
			int admitted = 0;
			for (Future<Integer> count : counts) {
				admitted += count.get();
			}
			assertThat(admitted).isEqualTo(100);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Decision decide(ActivePolicy policy, String key) {
		return this.engine.decide(new Charge(policy, key, 1));
	}

	private static ActivePolicy policy(String name, long capacity, Duration period, Refill refill) {
		return new ActivePolicy(new Policy(name, List.of(new BandwidthLimit(capacity, period, refill))));
	}

	/**
	 * A clock that stands until it is moved.
	 */
	private static final class ManualClock implements TimeMeter {

		private volatile long nanos;

		void advance(Duration duration) {
			this.nanos += duration.toNanos();
		}

		@Override
		public long currentTimeNanos() {
			return this.nanos;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
