package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
		read(input);
	}

	/**
	 * Return how many activities were read.
	 */
	private static int read(byte[] input) {
		ImportFile file = new ImportFile("any", input);
		try {
			String text = file.text();
			for (ImportFormat format : FORMATS) {
				if (format.recognizes(text)) {
					ParsedImport parsed = format.parse(file.name(), text);
					check(parsed.activities().stream().allMatch(Objects::nonNull), "no activity");
					return parsed.activities().size();
				}
			}
		}
		catch (ImportRefusedException ex) {
			check(!ex.problems().isEmpty() && ex.problems().stream().allMatch(ImportFuzzTests::isPlaced),
					"no place: " + ex.problems());
		}
		return 0;
	}

	private static boolean isPlaced(ImportProblem problem) {
		return problem.line() > 0 && !problem.column().isBlank() && !problem.message().isBlank();
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	/** Otherwise a million inputs would only show that everything is refused. */
	@ParameterizedTest
	@ValueSource(strings = { "accounts-and-balances.json", "broker-headers.csv", "flex-trades.csv",
			"without-accounts.json" })
	void readsWhatIsRight(String file) throws IOException {
		assertThat(read(Files.readAllBytes(Path.of("src/test/resources/fuzz/import", file)))).isPositive();
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
