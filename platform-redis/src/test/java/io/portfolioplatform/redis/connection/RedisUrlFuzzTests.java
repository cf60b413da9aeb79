package io.portfolioplatform.redis.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as {@code REDIS_URL}, by {@code fuzz/run}; here the inputs that were kept.
 */
class RedisUrlFuzzTests {

	private static final String SECRET = "hunter2hunter2";

	/**
	 * It is read, or refused with a reason; a password is shown in neither case.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		for (String url : new String[] { text, "redis://app:" + SECRET + "@" + text,
				"rediss-sentinel://:" + SECRET + "@" + text }) {
			try {
				RedisUrl read = RedisUrl.parse(url, "REDIS_URL");
				assertThat(read.nodes()).isNotEmpty();
				assertThat(read.toString()).doesNotContain(SECRET);
			}
			catch (MalformedRedisUrlException ex) {
				assertThat(ex.getReason()).isNotBlank();
				assertThat(ex.getMessage() + ex.getRedactedUrl() + ex.getReason()).doesNotContain(SECRET);
			}
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/redis-url"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
