package io.portfolioplatform.perf.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ratios that other modules tell of are those that are kept.
 */
class ReadmeTests {

	@ParameterizedTest
	@CsvSource({ "platform-cache, near-hit, memoize, springCacheable, beside `@Cacheable` over Caffeine",
			"platform-cache, near-hit, memoize, redissonLocalCachedMap, beside Redisson's `RLocalCachedMap`",
			"platform-cache, near-hit, memoize, jetCache, beside JetCache",
			"platform-cache, redis-hit, memoizeShared, redissonBucket, beside a bare `GET`",
			"platform-cache, redis-hit, memoizeShared, springDataRedis, beside Spring Data Redis" })
	void timeAndBytes(String module, String suite, String variant, String peer, String row) throws IOException {
		Map<String, List<Score>> scores = kept(suite);
		assertThat(readme(module).lines()).filteredOn((line) -> line.startsWith("| ") && line.contains(row))
			.singleElement()
			.asString()
			.endsWith(String.format(Locale.ROOT, " | %.2f | %.2f |", Goal.time(variant, 0, peer).value(scores),
					Goal.bytes(variant, 0, peer).value(scores)));
	}

	@ParameterizedTest
	@CsvSource({ "platform-cache, near-hit, platformCache, bareCaffeine, beside Caffeine alone with a TTL | %.2f |",
			"platform-cache, redis-hit, redissonScript, redissonBucket, takes %.2f times as long",
			"platform-cache, redis-hit, springDataRedis, redissonBucket, %.2f times ([hits in Redis]",
			"platform-ratelimit, limit-local, engine, bucket4j, %.2f times as long as bare Bucket4j's",
			"platform-db-pool, pool-borrow, platform, hikari, %.2f times plain HikariCP's time",
			"platform-db-pool, pool-select, platform, hikari, PgBouncer %.2f times",
			"platform-db-pool, pool-claims, platform, byHand, %.2f times what the same setting by hand does" })
	void time(String module, String suite, String variant, String peer, String text) throws IOException {
		assertThat(readme(module))
			.contains(String.format(Locale.ROOT, text, Goal.time(variant, 0, peer).value(kept(suite))));
	}

	private static String readme(String module) throws IOException {
		return Files.readString(Path.of("..", module, "README.md"));
	}

	private static Map<String, List<Score>> kept(String suite) {
		return new Kept(Path.of("results")).scores(Suite.find(suite).orElseThrow());
	}

}
