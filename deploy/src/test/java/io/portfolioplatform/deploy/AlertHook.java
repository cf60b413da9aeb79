package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A running {@code alert-hook}.
 *
 * @param process its process
 * @param uri where it listens
 */
record AlertHook(Process process, URI uri) implements AutoCloseable {

	static AlertHook start(String address, Map<String, String> environment) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("deploy/bin/alert-hook", address + ":0")
			.directory(Commands.ROOT.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().putAll(environment);
		Process process = builder.start();
		String line = String.valueOf(process.inputReader().readLine());
		return new AlertHook(process, URI.create("http://" + line.replace("listening on ", "")));
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
