package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files to import: this project's own, and a folder of other people's where the
 * environment names one.
 */
final class SampleFiles {

	private static final Path OWN = Path.of("src/test/resources/imports");

	private SampleFiles() {
	}

	static List<Path> good() throws IOException {
		String external = System.getenv("PORTFOLIO_IMPORT_SAMPLES");
		Stream<Path> others = (external != null) ? list(Path.of(external)) : Stream.empty();
		return Stream.concat(list(OWN.resolve("good")), others).toList();
	}

	static List<Path> broken() throws IOException {
		return list(OWN.resolve("broken")).toList();
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

	private static Stream<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".csv") || file.toString().endsWith(".json"))
				.sorted()
				.toList()
				.stream();
		}
	}

}
