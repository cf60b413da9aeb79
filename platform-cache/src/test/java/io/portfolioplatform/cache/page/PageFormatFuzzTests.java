package io.portfolioplatform.cache.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any bytes of a shared page, by {@code fuzz/run}; here the inputs that were kept. What
 * is around them in Redis is for {@code FrameFuzzTests}.
 */
class PageFormatFuzzTests {

	private static final PageFormat FORMAT = new PageFormat();

	/**
	 * They are a page, which is written as the same bytes and whose content type and
	 * headers are one line each, or they are refused.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		Page page;
		try {
			page = FORMAT.read(input);
		}
		catch (IllegalArgumentException ex) {
			check(!ex.getMessage().isBlank(), "no reason");
			return;
		}
		check(Arrays.equals(FORMAT.write(page), input), "other bytes");
		check(page.contentType() == null || isLine(page.contentType()), "a content type that breaks the line");
		page.headers()
			.forEach((header) -> check(isLine(header.name()) && isLine(header.value()),
					"a header that breaks the line"));
		check(!page.etag().contains("\n") && page.weight() > 0 && page.ageInSeconds(0) >= 0, "another page");
	}

	private static boolean isLine(String text) {
		return !text.contains("\r") && !text.contains("\n") && !text.contains("\0");
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	/** Otherwise a million inputs would only show that everything is refused. */
	@Test
	void readsWhatIsRight() throws IOException {
		assertThat(FORMAT.read(Files.readAllBytes(Path.of("src/test/resources/fuzz/page/page"))).headers())
			.isNotEmpty();
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/page"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
