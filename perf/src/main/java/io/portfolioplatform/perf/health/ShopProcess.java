package io.portfolioplatform.perf.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Shop} in a JVM of its own.
 *
 * @param process the JVM
 * @param uri its route
 */
record ShopProcess(Process process, URI uri) implements AutoCloseable {

	static ShopProcess start(String... settings) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
						System.getProperty("java.class.path"), Shop.class.getName()));
		command.addAll(List.of(settings));
		Process process = new ProcessBuilder(Cores.onTheOther(command)).redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		BufferedReader lines = process.inputReader();
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith("port ")) {
				return new ShopProcess(process, URI.create("http://127.0.0.1:" + line.substring(5) + "/work"));
			}
		}
		throw new IOException("the server ended before it said its port");
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
