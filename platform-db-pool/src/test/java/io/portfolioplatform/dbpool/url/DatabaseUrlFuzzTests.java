package io.portfolioplatform.dbpool.url;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as {@code DATABASE_URL}, by {@code fuzz/run}; here the inputs that were kept.
 */
class DatabaseUrlFuzzTests {

	private static final String SECRET = "do-not-show-1";

	/** The fuzzer sees what is compared, and would say the password itself. */
	private static final Pattern LEARNED = Pattern.compile("(?i)do-not|%[2-7]");

	/**
	 * It is read, or refused with a cure; a password is shown in neither case.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		if (!text.contains(SECRET)) {
			read(text);
		}
		if (!LEARNED.matcher(text).find()) {
			read("postgresql://app:" + SECRET + "@" + text);
			read("jdbc:postgresql://db/app?password=" + SECRET + "&" + text);
		}
	}

	private static void read(String url) {
		try {
			DatabaseUrl read = DatabaseUrl.parse(url, "DATABASE_URL");
			check(read.jdbcUrl().startsWith("jdbc:postgresql:"), read.jdbcUrl());
			check(!read.toString().contains(SECRET), read.toString());
		}
		catch (InvalidDbPoolException ex) {
			check(!ex.getMessage().isBlank() && !ex.getMessage().contains(SECRET), ex.getMessage());
			check(!ex.getCure().isBlank() && !ex.getCure().contains(SECRET), ex.getCure());
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
		for (String seed : List.of("full", "ipv6", "jdbc")) {
			String url = Files.readString(Path.of("src/test/resources/fuzz/database-url", seed)).strip();
			assertThat(DatabaseUrl.parse(url, "DATABASE_URL").jdbcUrl()).startsWith("jdbc:postgresql://");
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/database-url"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
