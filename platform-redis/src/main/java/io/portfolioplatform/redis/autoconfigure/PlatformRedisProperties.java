package io.portfolioplatform.redis.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How the application talks to Redis.
 *
 * @param url Redis URL, user and password percent-encoded: redis://, rediss:// (TLS),
 * redis-sentinel:// or redis-cluster://. Empty for spring.data.redis.url, then REDIS_URL;
 * with none of them there is no Redis and everything runs local.
 * @param timeout Longest wait for a free connection, and again for the answer to a
 * command.
 * @param connectTimeout Longest wait for a new connection.
 * @param maxConnections Most connections to one Redis server that are in use.
 * @param ssl TLS of rediss:// URLs.
 */
@ConfigurationProperties(prefix = "platform.redis", ignoreUnknownFields = false)
record PlatformRedisProperties(@DefaultValue("") String url, @DefaultValue("500ms") Duration timeout,
		@DefaultValue("1s") Duration connectTimeout, @DefaultValue("64") int maxConnections, @DefaultValue Ssl ssl) {

	PlatformRedisProperties {
		Assert.isTrue(timeout.toMillis() > 0,
				() -> "platform.redis.timeout is " + timeout + ": it has to be at least 1ms");
		Assert.isTrue(connectTimeout.toMillis() > 0,
				() -> "platform.redis.connect-timeout is " + connectTimeout + ": it has to be at least 1ms");
		Assert.isTrue(maxConnections > 0,
				() -> "platform.redis.max-connections is " + maxConnections + ": it has to be at least 1");
	}

	@Override
	public String toString() {
		return "PlatformRedisProperties[url=***]";
	}

	/**
	 * TLS settings.
	 *
	 * @param bundle Name of the SSL bundle to use. Empty for the certificates the JDK
	 * trusts.
	 */
	record Ssl(@DefaultValue("") String bundle) {

	}

}
