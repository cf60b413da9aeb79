package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

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
					assertThat(format.parse(file.name(), text).activities()).doesNotContainNull();
					return;
				}
			}
		}
		catch (ImportRefusedException ex) {
			assertThat(ex.getMessage()).isNotBlank();
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
