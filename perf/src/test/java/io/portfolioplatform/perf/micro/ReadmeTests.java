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
	@CsvSource(delimiter = ';', quoteCharacter = '"', value = {
			"platform-cache; near-hit; memoize; springCacheable; beside `@Cacheable` over Caffeine",
			"platform-cache; near-hit; memoize; redissonLocalCachedMap; beside Redisson's `RLocalCachedMap`",
			"platform-cache; near-hit; memoize; jetCache; beside JetCache with two levels",
			"platform-cache; redis-hit; memoizeShared; redissonBucket; beside a bare `GET`",
			"platform-cache; redis-hit; memoizeShared; springDataRedis; a hit in Redis of `@Memoize`, beside Spring Data Redis",
			"platform-cache; zipf; memoizeShared; redissonLocalCachedMap; room for 20,000 near, beside `RLocalCachedMap`",
			"platform-cache; zipf; memoizeShared; springDataRedis; the same beside Spring Data Redis",
			"platform-cache; zipf; memoizeShared; jetCache; the same beside JetCache" })
	void timeAndBytes(String module, String suite, String variant, String peer, String row) throws IOException {
		Map<String, List<Score>> scores = kept(suite);
		assertThat(readme(module).lines()).filteredOn((line) -> line.startsWith("| ") && line.contains(row))
			.singleElement()
			.asString()
			.endsWith(String.format(Locale.ROOT, " | %.2f | %.2f |", Goal.time(variant, 0, peer).value(scores),
					Goal.bytes(variant, 0, peer).value(scores)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"',
			value = { "platform-cache; near-hit; platformCache; bareCaffeine; beside Caffeine alone with a TTL | # |",
					"platform-cache; redis-hit; redissonScript; redissonBucket; takes # times as long",
					"platform-cache; redis-hit; springDataRedis; redissonBucket; # times ([hits in Redis]",
					"platform-ratelimit; limit-local; engine; bucket4j; # times as long as bare Bucket4j's",
					"platform-db-pool; pool-borrow; platform; hikari; # times plain HikariCP's time",
					"platform-db-pool; pool-select; platform; hikari; PgBouncer # times",
					"platform-db-pool; pool-claims; platform; byHand; # times what the same setting by hand does" })
	void time(String module, String suite, String variant, String peer, String text) throws IOException {
		String ratio = String.format(Locale.ROOT, "%.2f", Goal.time(variant, 0, peer).value(kept(suite)));
		assertThat(readme(module)).contains(text.replace("#", ratio));
	}

	@ParameterizedTest
	@CsvSource({ "platform-health, health-filters, allFilters, none",
			"platform-ratelimit, limit-filters, limited, withoutFilters" })
	void bytesMore(String module, String suite, String variant, String peer) throws IOException {
		assertThat(readme(module)).contains(
				String.format(Locale.ROOT, "and %.0f bytes", Goal.bytesMore(variant, 0, peer).value(kept(suite))));
	}

	private static String readme(String module) throws IOException {
		return Files.readString(Path.of("..", module, "README.md"));
	}

	private static Map<String, List<Score>> kept(String suite) {
		return new Kept(Path.of("results")).scores(Suite.find(suite).orElseThrow());
	}

}
