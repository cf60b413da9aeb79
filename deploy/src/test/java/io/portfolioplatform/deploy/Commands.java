package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the commands of this module as an operator does, from the repository.
 */
final class Commands {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private Commands() {
	}

	static String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
		Result result = tryRun(environment, command);
		assertThat(result.exitCode()).as("%s%n%s", List.of(command), result.output()).isZero();
		return result.output();
	}

	static Result tryRun(Map<String, String> environment, String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
		builder.environment().putAll(environment);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Result(process.waitFor(), output);
	}

	static boolean haveKubectl() {
		return have("kubectl", "python3");
	}

	static boolean haveServers() {
		return have("nginx", "pgbouncer", "redis-server", "psql", "python3");
	}

	static boolean havePython() {
		return have("python3");
	}

	/**
	 * With {@code REQUIRE_DOCKER=true} the machine is said to have everything, so that
	 * what is missing fails the build.
	 */
	private static boolean have(String... programs) {
		if (Boolean.parseBoolean(System.getenv("REQUIRE_DOCKER"))) {
			return true;
		}
		List<String> places = List.of((System.getenv("PATH") + ":/usr/sbin").split(":"));
		return Arrays.stream(programs)
			.allMatch((program) -> places.stream().anyMatch((place) -> Files.isExecutable(Path.of(place, program))));
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How a command ended.
	 *
	 * @param exitCode its exit code
	 * @param output what it wrote
	 */
	record Result(int exitCode, String output) {

	}

}
