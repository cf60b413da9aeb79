package io.portfolioplatform.redis.connection;

import io.portfolioplatform.redis.connection.RedisUrl.Node;
import io.portfolioplatform.redis.connection.RedisUrl.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RedisUrl} and {@link RedisUrlParser}.
 */
class RedisUrlTests {

	@Test
	void readsEveryPartOfStandaloneUrl() {
		RedisUrl url = parse("redis://user:p%40ss%2F%3A@cache.example.com:6380/2");
		assertThat(url.topology()).isEqualTo(Topology.STANDALONE);
		assertThat(url.tls()).isFalse();
		assertThat(url.username()).isEqualTo("user");
		assertThat(url.password()).isEqualTo("p@ss/:");
		assertThat(url.nodes()).containsExactly(new Node("cache.example.com", 6380));
		assertThat(url.database()).isEqualTo(2);
		assertThat(url.addresses()).containsExactly("redis://cache.example.com:6380");
	}

	@Test
	void fillsInDefaults() {
		RedisUrl url = parse(" redis://localhost/ ");
		assertThat(url.nodes()).containsExactly(new Node("localhost", 6379));
		assertThat(url.username()).isNull();
		assertThat(url.password()).isNull();
		assertThat(url.database()).isZero();
		assertThat(parse("redis-sentinel://s?master=m").nodes()).containsExactly(new Node("s", 26379));
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis://:se+cret@h", "redis://se+cret@h" })
	void readsPasswordWithoutUser(String text) {
		RedisUrl url = parse(text);
		assertThat(url.username()).isNull();
		assertThat(url.password()).isEqualTo("se+cret");
	}

	@Test
	void readsTls() {
		assertThat(parse("rediss://h").addresses()).containsExactly("rediss://h:6379");
		assertThat(parse("rediss-cluster://h").addresses()).containsExactly("rediss://h:6379");
		assertThat(parse("rediss-sentinel://h?master=m").addresses()).containsExactly("rediss://h:26379");
	}

	@Test
	void readsSentinels() {
		RedisUrl url = parse("redis-sentinel://u:p@a:1,b,[::1]:3/4?master=my-master");
		assertThat(url.topology()).isEqualTo(Topology.SENTINEL);
		assertThat(url.addresses()).containsExactly("redis://a:1", "redis://b:26379", "redis://[::1]:3");
		assertThat(url.database()).isEqualTo(4);
		assertThat(url.master()).isEqualTo("my-master");
	}

	@Test
	void readsCluster() {
		RedisUrl url = parse("redis-cluster://a:1,b:2/0");
		assertThat(url.topology()).isEqualTo(Topology.CLUSTER);
		assertThat(url.addresses()).containsExactly("redis://a:1", "redis://b:2");
	}

	@Test
	void textHidesCredentials() {
		assertThat(parse("rediss-sentinel://user:secret@a:1,b:2/3?master=m"))
			.hasToString("rediss-sentinel://***@a:1,b:2/3?master=m");
		assertThat(parse("redis://h")).hasToString("redis://h:6379");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"localhost:6379 | it does not have the form redis://user:password@host:port/database",
			"redis://u:se#cret@h | it does not have the form redis://user:password@host:port/database",
			"redis://u:se/cret@h | it does not name a host, or a port is not a number",
			"redis://u:sec@ret@h | it does not have the form redis://user:password@host:port/database",
			"http://u:secret@h | its scheme is none of redis, rediss, redis-sentinel, rediss-sentinel, redis-cluster and rediss-cluster",
			"redis://u:se%zzcret@h | its user or password is not percent-encoded: a literal % is written %25",
			"redis:// | it does not name a host, or a port is not a number",
			"redis://:secret | it does not name a host, or a port is not a number",
			"redis://h:secret | it does not name a host, or a port is not a number",
			"redis://h:70000 | its port is not between 1 and 65535",
			"redis://h:0 | its port is not between 1 and 65535",
			"redis://h/cache | its path is not a database index such as /0",
			"redis://a,b | it names several hosts, which only redis-sentinel and redis-cluster take",
			"redis://h?password=secret | it has a query, which only redis-sentinel takes",
			"redis-cluster://h/1 | a Redis Cluster has no database but 0",
			"redis-sentinel://h | a redis-sentinel URL ends with ?master= and the name of the master" })
	void refusesMalformedUrlWithoutRevealingIt(String text, String reason) {
		MalformedRedisUrlException ex = catchThrowableOfType(MalformedRedisUrlException.class, () -> parse(text));
		assertThat(ex.getReason()).isEqualTo(reason);
		assertThat(ex.getSource()).isEqualTo("REDIS_URL");
		assertThat(ex).hasMessageContaining("REDIS_URL").hasMessageContaining(reason);
		assertThat(ex.getMessage() + ex.getRedactedUrl()).doesNotContain("secret")
			.doesNotContain("se%")
			.doesNotContain("cret");
	}

	@ParameterizedTest
	@CsvSource({ "redis://u:p#@cache:6379/0, redis://***@cache:6379", "redis://:secret, redis://***",
			"localhost:6379, localhost:6379", "whatever, ***", "redis://h:port, redis://***" })
	void showsHostWhereItIsCertain(String text, String shown) {
		MalformedRedisUrlException ex = catchThrowableOfType(MalformedRedisUrlException.class, () -> parse(text));
		assertThat(ex.getRedactedUrl()).isEqualTo(shown);
	}

	private static RedisUrl parse(String url) {
		return RedisUrl.parse(url, "REDIS_URL");
	}

}
