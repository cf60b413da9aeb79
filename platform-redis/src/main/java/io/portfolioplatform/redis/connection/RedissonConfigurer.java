package io.portfolioplatform.redis.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;

import org.springframework.boot.ssl.SslBundle;

/**
 * Builds a Redisson configuration in which Redis is optional: nothing connects at start,
 * and a command that Redis does not answer fails after one timeout instead of Redisson's
 * five attempts.
 *
 * @param timeout longest wait for a free connection, and again for an answer
 * @param connectTimeout longest wait for a new connection
 * @param maxConnections most connections to one server
 */
public record RedissonConfigurer(Duration timeout, Duration connectTimeout, int maxConnections) {

	// Redisson's 32 event loops cost three times the p99 latency on two cores.
	private static final int THREADS = 2 * Runtime.getRuntime().availableProcessors();

	/**
	 * Configure a client.
	 * @param url where Redis is
	 * @param sslBundle certificates, protocols and ciphers to use, or {@code null} for
	 * the JDK's
	 * @return the configuration
	 */
	public Config configure(RedisUrl url, @Nullable SslBundle sslBundle) {
		Config config = new Config();
		config.setLazyInitialization(true);
		config.setNettyThreads(THREADS);
		config.setThreads(THREADS);
		config.setNettyHook(new CutConnections());
		// Redisson's default lets the bytes in Redis name the class to instantiate.
		config.setCodec(ByteArrayCodec.INSTANCE);
		config.setUsername(url.username());
		config.setPassword(url.password());
		if (sslBundle != null) {
			config.setSslTrustManagerFactory(sslBundle.getManagers().getTrustManagerFactory());
			config.setSslKeyManagerFactory(sslBundle.getManagers().getKeyManagerFactory());
			config.setSslProtocols(sslBundle.getOptions().getEnabledProtocols());
			config.setSslCiphers(sslBundle.getOptions().getCiphers());
		}
		configureServers(config, url);
		return config;
	}

	private void configureServers(Config config, RedisUrl url) {
		switch (url.topology()) {
			case STANDALONE -> common(config.useSingleServer()).setAddress(url.addresses()[0])
				.setDatabase(url.database())
				// Nothing here subscribes: it would be one more than the most.
				.setSubscriptionConnectionMinimumIdleSize(0)
				.setConnectionMinimumIdleSize(1)
				.setConnectionPoolSize(this.maxConnections);
			case SENTINEL -> replicated(config.useSentinelServers()).addSentinelAddress(url.addresses())
				.setMasterName(url.master())
				.setSentinelUsername(url.username())
				.setSentinelPassword(url.password())
				// One Sentinel, or some that are away, must not fail every command.
				.setCheckSentinelsList(false)
				.setDatabase(url.database());
			case CLUSTER -> replicated(config.useClusterServers()).addNodeAddress(url.addresses());
		}
	}

	private <T extends BaseMasterSlaveServersConfig<T>> T replicated(T servers) {
		// A replica may answer with what an eviction on the master has already removed.
		return common(servers).setReadMode(ReadMode.MASTER)
			.setSubscriptionConnectionMinimumIdleSize(0)
			.setMasterConnectionMinimumIdleSize(1)
			.setMasterConnectionPoolSize(this.maxConnections);
	}

	private <T extends BaseConfig<T>> T common(T servers) {
		return servers.setTimeout(Math.toIntExact(this.timeout.toMillis()))
			.setConnectTimeout(Math.toIntExact(this.connectTimeout.toMillis()))
			.setRetryAttempts(0);
	}

}
