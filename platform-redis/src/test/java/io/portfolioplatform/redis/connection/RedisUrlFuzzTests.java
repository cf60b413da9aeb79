package io.portfolioplatform.redis.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as {@code REDIS_URL}, by {@code fuzz/run}; here the inputs that were kept.
 */
class RedisUrlFuzzTests {

	private static final String SECRET = "do-not-show-1";

	/** The fuzzer sees what is compared, and would say the password itself. */
	private static final Pattern LEARNED = Pattern.compile("(?i)do-not|%[2-7]");

	/**
	 * It is read, or refused with a reason; a password is shown in neither case.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		if (!text.contains(SECRET)) {
			read(text);
		}
		if (!LEARNED.matcher(text).find()) {
			read("redis://app:" + SECRET + "@" + text);
			read("rediss-sentinel://:" + SECRET + "@" + text);
		}
	}

	private static void read(String url) {
		try {
			RedisUrl read = RedisUrl.parse(url, "REDIS_URL");
			check(!read.nodes().isEmpty(), "no node");
			check(!read.toString().contains(SECRET), read.toString());
		}
		catch (MalformedRedisUrlException ex) {
			check(!ex.getReason().isBlank(), "no reason");
			String text = ex.getMessage() + ex.getRedactedUrl() + ex.getReason();
			check(!text.contains(SECRET), text);
		}
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	/** Otherwise a million inputs would only show that everything is refused. */
	@Test
	void readsWhatIsRight() throws IOException {
		for (String seed : List.of("plain", "tls", "cluster", "sentinel", "ipv6")) {
			String url = Files.readString(Path.of("src/test/resources/fuzz/redis-url", seed)).strip();
			assertThat(RedisUrl.parse(url, "REDIS_URL").nodes()).isNotEmpty();
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
