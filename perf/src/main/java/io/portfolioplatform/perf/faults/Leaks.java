package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Secrets that have got into what a system's programs write of themselves.
 */
final class Leaks {

	private static final List<String> WRITTEN = List.of("log", "edge", "router");

	/** Shorter ones would be found in anything. */
	private static final int SHORTEST = 8;

	private Leaks() {
	}

	/**
	 * Search a system's logs.
	 * @param system where it keeps its files
	 * @param others secrets by name, beside those that the system keeps in files
	 * @return each file that tells one, and its name
	 * @throws IOException if a file cannot be read
	 */
	static List<String> of(Path system, Map<String, String> others) throws IOException {
		Map<String, String> secrets = new TreeMap<>(others);
		for (Path secret : files(system.resolve("secrets"))) {
			secrets.put(secret.getFileName().toString(), Files.readString(secret).strip());
		}
		secrets.values().removeIf((secret) -> secret.length() < SHORTEST);
		List<String> leaks = new ArrayList<>();
		for (String directory : WRITTEN) {
			for (Path file : files(system.resolve(directory))) {
				String text = Files.readString(file, StandardCharsets.ISO_8859_1);
				secrets.forEach((name, secret) -> {
					if (text.contains(secret)) {
						leaks.add(name + " in " + system.relativize(file));
					}
				});
			}
		}
		return leaks;
	}

	private static List<Path> files(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return List.of();
		}
		try (Stream<Path> all = Files.walk(directory)) {
			return all.filter(Files::isRegularFile).sorted().toList();
		}
	}

}
