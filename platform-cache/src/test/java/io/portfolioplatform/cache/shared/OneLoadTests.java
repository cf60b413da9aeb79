package io.portfolioplatform.cache.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.node.NodeLauncher;
import io.portfolioplatform.test.node.Nodes;
import io.portfolioplatform.test.node.ProcessNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One load of a cold key in a fleet of three JVMs with 300 callers each.
 */
@Timeout(150)
class OneLoadTests {

	private static final int CALLERS = 300;

	private static final List<String> KEYS = List.of("in new JVMs", "in warm JVMs");

	@Test
	void coldKeyIsLoadedOnceByThreeJvmsWithThreeHundredCallersEach() {
		try (RedisServer redis = RedisServer.start();
				Nodes<ProcessNode> nodes = NodeLauncher.of(Node.class)
					.property("REDIS_URL", redis.url())
					.property("spring.main.web-application-type", "none")
					.property("spring.main.banner-mode", "off")
					// So that a slow machine does not count as a Redis that is gone.
					.property("platform.redis.timeout", "30s")
					.property("platform.redis.connect-timeout", "30s")
					.property("platform.cache.shared.timeout", "30s")
					.property("platform.cache.shared.lease", "60s")
					.jvmOptions("-Xmx192m", "-XX:TieredStopAtLevel=1")
					.inOwnJvms(3)) {
			RedissonClient client = client(redis);
			try {
				assertThat(nodes).hasSize(3);
				// The first key is for JVMs that have yet to load their classes.
				for (String key : KEYS) {
					client.getBlockingQueue("start " + key, StringCodec.INSTANCE).addAll(List.of("a", "b", "c"));
					await().atMost(90, TimeUnit.SECONDS)
						.until(() -> client.getList("answers " + key, StringCodec.INSTANCE).size() == 3 * CALLERS);
					assertThat(client.getList("answers " + key, StringCodec.INSTANCE).readAll()).containsOnly("1");
					assertThat(client.getAtomicLong("loads " + key).get()).isEqualTo(1);
					report(key, client.getList("millis " + key, StringCodec.INSTANCE).readAll());
				}
			}
			finally {
				client.shutdown();
			}
		}
	}

	/**
	 * Printed and not judged: the machine may be busy.
	 */
	private static void report(String key, List<Object> millis) {
		long[] sorted = millis.stream().mapToLong((time) -> Long.parseLong((String) time)).sorted().toArray();
		System.out.println("one load of 200 ms " + key + " for " + sorted.length
				+ " callers in 3 processes: half of them answered within " + sorted[sorted.length / 2]
				+ " ms, the last within " + sorted[sorted.length - 1] + " ms");
	}

	private static RedissonClient client(RedisServer redis) {
		Config config = new Config();
		config.useSingleServer().setAddress(redis.url()).setConnectionMinimumIdleSize(1).setConnectionPoolSize(2);
		return Redisson.create(config);
	}

	/**
	 * One process, whose callers start when it finds its sign in Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Answers.class)
	static class Node {

		private final Answers answers;

		private final RedissonClient redisson;

		Node(Answers answers, RedissonClient redisson) {
			this.answers = answers;
			this.redisson = redisson;
		}

		@EventListener(ApplicationReadyEvent.class)
		void start() {
			new Thread(this::call, "callers").start();
		}

		private void call() {
			try {
				for (String key : KEYS) {
					this.redisson.getBlockingQueue("start " + key, StringCodec.INSTANCE).take();
					List<Thread> callers = new ArrayList<>();
					Queue<String> answers = new ConcurrentLinkedQueue<>();
					Queue<String> millis = new ConcurrentLinkedQueue<>();
					CountDownLatch together = new CountDownLatch(CALLERS);
					for (int i = 0; i < CALLERS; i++) {
						callers.add(new Thread(() -> call(key, together, answers, millis)));
					}
					callers.forEach(Thread::start);
					for (Thread caller : callers) {
						caller.join();
					}
					// At the end: to tell it costs as much as to be answered.
					this.redisson.getList("millis " + key, StringCodec.INSTANCE).addAll(millis);
					this.redisson.getList("answers " + key, StringCodec.INSTANCE).addAll(answers);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private void call(String key, CountDownLatch together, Queue<String> answers, Queue<String> millis) {
			together.countDown();
			try {
				together.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			long start = System.nanoTime();
			answers.add(Long.toString(this.answers.of(key)));
			millis.add(Long.toString(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
		}

	}

	static class Answers {

		private final RedissonClient redisson;

		Answers(RedissonClient redisson) {
			this.redisson = redisson;
		}

		/**
		 * Takes 200 ms, and until all nodes have begun.
		 */
		@Memoize(ttl = "1h")
		public long of(String key) {
			long load = this.redisson.getAtomicLong("loads " + key).incrementAndGet();
			await().pollDelay(200, TimeUnit.MILLISECONDS)
				.atMost(60, TimeUnit.SECONDS)
				.until(() -> this.redisson.getQueue("start " + key, StringCodec.INSTANCE).isEmpty());
			return load;
		}

	}

}
