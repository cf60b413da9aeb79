package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables that the application reads.
 */
final class Variables {

	/** Of Spring Boot itself, as its reference documentation names them. */
	private static final List<String> OF_SPRING = List.of("SPRING_CONFIG_IMPORT", "SPRING_FLYWAY_ENABLED",
			"SPRING_FLYWAY_LOCK_RETRY_COUNT", "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE",
			"MANAGEMENT_METRICS_TAGS_APPLICATION", "SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)[:}]");

	private Variables() {
	}

	/**
	 * Return the names of variables: those that {@code application.yaml} asks for, and
	 * every property of a module.
	 */
	static Set<String> read() throws IOException {
		Set<String> names = new TreeSet<>(OF_SPRING);
		String application = Files.readString(Path.of("../reference-app/src/main/resources/application.yaml"));
		PLACEHOLDER.matcher(application).results().map((variable) -> variable.group(1)).forEach(names::add);
		names.addAll(List.of("DATABASE_URL", "REDIS_URL"));
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			for (Path module : modules.toList()) {
				Path metadata = module.resolve("target/classes/META-INF/spring-configuration-metadata.json");
				if (Files.exists(metadata)) {
					Document.json(Files.readString(metadata))
						.parts("$.properties[*]")
						.forEach((property) -> names.add(variable(property.text("$.name"))));
				}
			}
		}
		return names;
	}

	/**
	 * Return what a file of variables sets.
	 * @param file lines of names and values
	 */
	static Map<String, Object> of(Path file) {
		return Document.text(file)
			.lines()
			.filter((line) -> line.contains("=") && !line.startsWith("#"))
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1]));
	}

	private static String variable(String property) {
		return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
	}

}
