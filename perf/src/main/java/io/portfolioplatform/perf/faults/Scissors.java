package io.portfolioplatform.perf.faults;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.LocalSystem;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/**
 * Cuts every connection to Redis, over and over. Backends follow the log of evictions by
 * asking for what is new ten times a second, on any connection of their pool: most cuts
 * meet a backend that is about to ask, some one that waits for the answer.
 */
final class Scissors {

	private static final int LONGEST_PAUSE_MILLIS = 40;

	private final Random random = new Random(1);

	private final LocalSystem system;

	private @Nullable Cutting cutting;

	Scissors(LocalSystem system) {
		this.system = system;
	}

	void start() throws Exception {
		Jedis redis = new Jedis("127.0.0.1", this.system.redisPort());
		redis.auth(this.system.secret("redis_password"));
		this.cutting = new Cutting(redis);
		this.cutting.start();
	}

	void stop() throws InterruptedException {
		Cutting cutting = this.cutting;
		this.cutting = null;
		if (cutting == null || cutting.end() == 0) {
			throw new IllegalStateException("no connection was there to be cut");
		}
	}

	/**
	 * Cuts until it is told to end.
	 */
	private final class Cutting extends Thread {

		private final CountDownLatch ended = new CountDownLatch(1);

		private final Jedis redis;

		private volatile long cut;

		private Cutting(Jedis redis) {
			super("scissors");
			setDaemon(true);
			this.redis = redis;
		}

		@Override
		public void run() {
			ClientKillParams everybody = new ClientKillParams().type(ClientType.NORMAL)
				.skipMe(ClientKillParams.SkipMe.YES);
			long cut = 0;
			try (this.redis) {
				do {
					cut += this.redis.clientKill(everybody);
				}
				while (!this.ended.await(Scissors.this.random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS));
			}
			catch (InterruptedException ex) {
				interrupt();
			}
			this.cut = cut;
		}

		private long end() throws InterruptedException {
			this.ended.countDown();
			join();
			return this.cut;
		}

	}

}
