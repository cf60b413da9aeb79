package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts the clients' ends of TCP connections, as Linux lists them.
 */
public final class Connections {

	private static final String ESTABLISHED = "01";

	private Connections() {
	}

	/**
	 * Count connections of this machine's clients.
	 * @param port where they lead
	 * @return how many are established
	 * @throws IOException if Linux does not say
	 */
	public static int establishedTo(int port) throws IOException {
		return count(port, Path.of("/proc/net/tcp")) + count(port, Path.of("/proc/net/tcp6"));
	}

	private static int count(int port, Path list) throws IOException {
		String remote = String.format(":%04X", port);
		return (int) Files.readAllLines(list)
			.stream()
			.map((line) -> line.strip().split("\\s+", -1))
			.filter((fields) -> fields.length > 3 && fields[2].endsWith(remote) && fields[3].equals(ESTABLISHED))
			.count();
	}

}
