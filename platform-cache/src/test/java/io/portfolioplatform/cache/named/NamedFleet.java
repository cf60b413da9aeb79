package io.portfolioplatform.cache.named;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.SpringCacheManagerAutoConfiguration;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.redis.RedisCommand;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
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

	private final RedisServer redis = RedisServer.start();

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis));

	RedisServer redis() {
		return this.redis;
	}

	<T extends AutoCloseable> T opened(T closeable) {
		this.open.add(closeable);
		return closeable;
	}

	Node node(String... arguments) {
		return node(Application.class, arguments);
	}

	Node node(Class<?> application, String... arguments) {
		boolean ownRedis = List.of(arguments).stream().anyMatch((argument) -> argument.startsWith("--REDIS_URL"));
		// So that a slow machine does not count as a Redis that is gone.
		List<String> all = new ArrayList<>(ownRedis ? List.of()
				: List.of("--REDIS_URL=" + this.redis.url(), "--platform.redis.timeout=30s",
						"--platform.cache.shared.timeout=20s", "--platform.cache.shared.lease=30s",
						"--platform.cache.coherence.trust=30s"));
		for (String argument : arguments) {
			all.removeIf((present) -> present.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
			all.add(argument);
		}
		ConfigurableApplicationContext context = opened(
				new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
					.registerShutdownHook(false)
					.run(all.toArray(String[]::new)));
		await().atMost(Duration.ofSeconds(20)).until(context.getBean(Trust.class)::isGivenNow);
		return new Node(context);
	}

	/**
	 * The scripts that Redis was asked to run, which is each command of a cache.
	 */
	long scripts() {
		return SCRIPTS.matcher(RedisCommand.send(this.redis.port(), "INFO commandstats"))
			.results()
			.mapToLong((line) -> Long.parseLong(line.group(1)))
			.sum();
	}

	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
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
