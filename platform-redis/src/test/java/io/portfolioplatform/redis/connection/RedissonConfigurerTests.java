package io.portfolioplatform.redis.connection;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedissonConfigurer}.
 */
class RedissonConfigurerTests {

	private final RedissonConfigurer configurer = new RedissonConfigurer(Duration.ofMillis(300), Duration.ofSeconds(2),
			7);

	@Test
	void sharesFewThreadsAndTrustsNoBytes() {
		Config config = configure("redis://u:p@h:1/2");
		assertThat(config.getNettyThreads()).isEqualTo(2 * Runtime.getRuntime().availableProcessors());
		assertThat(config.getCodec()).isSameAs(ByteArrayCodec.INSTANCE);
		assertThat(config.isLazyInitialization()).isTrue();
		assertThat(config.getUsername()).isEqualTo("u");
		assertThat(config.getPassword()).isEqualTo("p");
	}

	@Test
	void configuresStandaloneServer() {
		Config config = configure("redis://h:1/2");
		assertThat(config.isSingleConfig()).isTrue();
		assertFailsFast(config.useSingleServer());
		assertThat(config.useSingleServer().getAddress()).isEqualTo("redis://h:1");
		assertThat(config.useSingleServer().getDatabase()).isEqualTo(2);
		assertThat(config.useSingleServer().getConnectionPoolSize()).isEqualTo(7);
	}

	@Test
	void configuresSentinels() {
		SentinelServersConfig servers = configure("redis-sentinel://a:1,b:2/3?master=m").useSentinelServers();
		assertFailsFast(servers);
		assertThat(servers.getSentinelAddresses()).containsExactly("redis://a:1", "redis://b:2");
		assertThat(servers.getMasterName()).isEqualTo("m");
		assertThat(servers.getDatabase()).isEqualTo(3);
		assertThat(servers.getReadMode()).isEqualTo(ReadMode.MASTER);
		assertThat(servers.getMasterConnectionPoolSize()).isEqualTo(7);
	}

	@Test
	void signsInToSentinelsAndMakesDoWithOne() {
		SentinelServersConfig servers = configure("redis-sentinel://u:p@a:1/0?master=m").useSentinelServers();
		assertThat(servers.getSentinelUsername()).isEqualTo("u");
		assertThat(servers.getSentinelPassword()).isEqualTo("p");
		assertThat(servers.isCheckSentinelsList()).isFalse();
	}

	@Test
	void configuresCluster() {
		Config config = configure("rediss-cluster://a:1,b:2");
		assertFailsFast(config.useClusterServers());
		assertThat(config.useClusterServers().getNodeAddresses()).containsExactly("rediss://a:1", "rediss://b:2");
	}

	private Config configure(String url) {
		return this.configurer.configure(RedisUrl.parse(url, "test"), null);
	}

	private static void assertFailsFast(BaseConfig<?> servers) {
		assertThat(servers.getTimeout()).isEqualTo(300);
		assertThat(servers.getConnectTimeout()).isEqualTo(2000);
		assertThat(servers.getRetryAttempts()).isZero();
	}

}
