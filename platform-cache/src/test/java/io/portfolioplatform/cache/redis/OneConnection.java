package io.portfolioplatform.cache.redis;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.cache.shared.Leases;
import io.portfolioplatform.test.RedisServer;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * The one connection of a test to Redis, so that commands are executed in the order of
 * its steps.
 */
final class OneConnection implements AutoCloseable {

	private final RedissonClient client = client();

	private final Leases leases = new Leases(Duration.ofMinutes(1), Duration.ofMinutes(1));

	RedisInvalidationLog log(String namespace, RedisScripts scripts) {
		return new RedisInvalidationLog(this.client, namespace, scripts);
	}

	RedisSharedResults results(String namespace, Abreast abreast, RedisScripts scripts) {
		return new RedisSharedResults(this.client, namespace, new Breaker(Ticker.systemTicker()),
				Duration.ofSeconds(30), this.leases, abreast, scripts);
	}

	private static RedissonClient client() {
		Config config = new Config();
		config.setNettyThreads(2);
		config.setThreads(2);
		config.useSingleServer()
			.setAddress(RedisServer.shared().url())
			.setConnectionPoolSize(1)
			.setConnectionMinimumIdleSize(1)
			.setTimeout(30_000);
		return Redisson.create(config);
	}

	@Override
	public void close() {
		this.leases.close();
		this.client.shutdown();
	}

}
