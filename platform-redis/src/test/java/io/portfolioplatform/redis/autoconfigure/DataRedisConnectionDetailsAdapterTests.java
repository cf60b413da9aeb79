package io.portfolioplatform.redis.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DataRedisConnectionDetailsAdapter}.
 */
class DataRedisConnectionDetailsAdapterTests {

	@Test
	void writesSentinels() {
		assertThat(url(new DataRedisConnectionDetails() {

			@Override
			public String getPassword() {
				return "p";
			}

			@Override
			public Sentinel getSentinel() {
				return new TwoSentinels();
			}

		})).isEqualTo("redis-sentinel://:p@a:1,[::1]:2/4?master=m");
	}

	@Test
	void writesClusterWithTls() {
		assertThat(url(new DataRedisConnectionDetails() {

			@Override
			public SslBundle getSslBundle() {
				return SslBundle.systemDefault();
			}

			@Override
			public Cluster getCluster() {
				return () -> List.of(new Node("a", 1), new Node("b", 2));
			}

		})).isEqualTo("rediss-cluster://a:1,b:2");
	}

	@Test
	void refusesDetailsWithoutServer() {
		assertThatIllegalStateException().isThrownBy(() -> url(new DataRedisConnectionDetails() {

		})).withMessageEndingWith("names no Redis server, sentinel or cluster");
	}

	private static String url(DataRedisConnectionDetails details) {
		return new DataRedisConnectionDetailsAdapter(details).url();
	}

	private static final class TwoSentinels implements DataRedisConnectionDetails.Sentinel {

		@Override
		public int getDatabase() {
			return 4;
		}

		@Override
		public String getMaster() {
			return "m";
		}

		@Override
		public List<DataRedisConnectionDetails.Node> getNodes() {
			return List.of(new DataRedisConnectionDetails.Node("a", 1), new DataRedisConnectionDetails.Node("::1", 2));
		}

		@Override
		public @Nullable String getUsername() {
			return null;
		}

		@Override
		public @Nullable String getPassword() {
			return null;
		}

	}

}
