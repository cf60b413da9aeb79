package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a file to import, by {@code fuzz/run}; here the inputs that were kept.
 */
class ImportFuzzTests {

	private static final List<ImportFormat> FORMATS = List.of(new GhostfolioJson(), new FlexCsv(), new GhostfolioCsv());

	/**
	 * They are read, or refused with places; nothing else happens.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		ImportFile file = new ImportFile("any", input);
		try {
			String text = file.text();
			for (ImportFormat format : FORMATS) {
				if (format.recognizes(text)) {
					check(format.parse(file.name(), text).activities().stream().allMatch(Objects::nonNull),
							"no activity");
					return;
				}
			}
		}
		catch (ImportRefusedException ex) {
			check(!ex.getMessage().isBlank(), "no reason");
		}
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/import"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
