package io.portfolioplatform.cache.named;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.SpringCacheManagerAutoConfiguration;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.redis.RedisCommand;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;

/**
 * Several applications with caches by name that share a real Redis.
 */
final class NamedFleet {

	/** So that no look into the log is counted. */
	static final String[] RARELY = { "--platform.cache.coherence.interval=1h", "--platform.cache.coherence.trust=3h" };

	private static final Pattern SCRIPTS = Pattern.compile("cmdstat_eval[^:]*:calls=(\\d+)");

	private final RedisFleet fleet = new RedisFleet();

	RedisServer redis() {
		return this.fleet.redis();
	}

	<T extends AutoCloseable> T opened(T closeable) {
		return this.fleet.opened(closeable);
	}

	Node node(String... arguments) {
		return node(Application.class, arguments);
	}

	Node node(Class<?> application, String... arguments) {
		return new Node(this.fleet.start(application, arguments));
	}

	/**
	 * The scripts that Redis was asked to run, which is each command of a cache.
	 */
	long scripts() {
		return SCRIPTS.matcher(RedisCommand.send(redis().port(), "INFO commandstats"))
			.results()
			.mapToLong((line) -> Long.parseLong(line.group(1)))
			.sum();
	}

	void close() throws Exception {
		this.fleet.close();
	}

	/**
	 * One of the applications.
	 *
	 * @param context its context
	 */
	record Node(ConfigurableApplicationContext context) {

		PlatformCaches caches() {
			return bean(PlatformCaches.class);
		}

		<T> T bean(Class<T> type) {
			return this.context.getBean(type);
		}

		List<String> kept() {
			return bean(RedissonClient.class).getKeys()
				.getKeysStream(KeysScanOptions.defaults().pattern("*result*"))
				.toList();
		}

		List<String> turns() {
			return bean(RedissonClient.class).getKeys()
				.getKeysStream(KeysScanOptions.defaults().pattern("*turn*"))
				.toList();
		}

		/**
		 * Give each turn an hour, until it has been set back to what is left of its
		 * lease.
		 */
		void awaitRenewedTurns(Duration lease) {
			RedissonClient redisson = bean(RedissonClient.class);
			List<RBucket<Object>> turns = turns().stream().map((turn) -> redisson.getBucket(turn)).toList();
			turns.forEach((turn) -> turn.expire(Duration.ofHours(1)));
			await().atMost(Duration.ofSeconds(60))
				.until(() -> turns.stream()
					.allMatch((turn) -> turn.remainTimeToLive() > 0 && turn.remainTimeToLive() <= lease.toMillis()));
		}

		void awaitKept(int values) {
			await().atMost(Duration.ofSeconds(20)).until(() -> kept().size() == values);
		}

		void awaitSettled() {
			await().atMost(Duration.ofSeconds(20)).until(bean(PendingInvalidations.class)::isSettled);
		}

		/**
		 * How many changes the fleet was told of, and one entry for the beginning.
		 */
		long told() {
			return bean(RedissonClient.class)
				.getStream("platform:cache:{application}:invalidations", StringCodec.INSTANCE)
				.size();
		}

		/**
		 * Put other bytes in the place of what is kept.
		 */
		void damage(String key) {
			bean(RedissonClient.class).<String, String>getMap(key, StringCodec.INSTANCE).fastPut("bytes", "PC broken");
		}

		boolean isDamaged(String key) {
			return "PC broken"
				.equals(bean(RedissonClient.class).<String, String>getMap(key, StringCodec.INSTANCE).get("bytes"));
		}

		long unreadable(String cache) {
			return bean(NearCaches.class).get(cache).statistics().unreadable();
		}

		String unsharedBecause(String cache) {
			return String.valueOf(bean(NamedCaches.class).unsharedBecause(cache));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class,
			SpringCacheManagerAutoConfiguration.class })
	static class Application {

	}

}
