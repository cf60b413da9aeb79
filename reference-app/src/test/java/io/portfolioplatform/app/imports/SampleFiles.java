package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Files to import: this project's own, and a folder of other people's where the
 * environment names one.
 */
final class SampleFiles {

	private static final String VARIABLE = "PORTFOLIO_IMPORT_SAMPLES";

	private static final Path OWN = Path.of("src/test/resources/imports");

	private SampleFiles() {
	}

	static List<Path> good() throws IOException {
		return goodWith(System.getenv(VARIABLE));
	}

	static List<Path> goodWith(@Nullable String external) throws IOException {
		List<Path> others = (external != null) ? list(Path.of(external)) : List.of();
		Assert.state(external == null || !others.isEmpty(),
				() -> VARIABLE + " names " + external + ", where there is nothing to import");
		return Stream.of(list(OWN.resolve("good")), others).flatMap(List::stream).toList();
	}

	static List<Path> broken() throws IOException {
		return list(OWN.resolve("broken"));
	}

	static ImportFile good(String name) {
		return read(OWN.resolve("good").resolve(name));
	}

	static ImportFile broken(String name) {
		return read(OWN.resolve("broken").resolve(name));
	}

	static ImportFile read(Path file) {
		try {
			return new ImportFile(file.getFileName().toString(), Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".csv") || file.toString().endsWith(".json"))
				.sorted()
				.toList();
		}
	}

}
