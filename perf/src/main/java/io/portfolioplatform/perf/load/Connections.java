package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the clients' ends of TCP connections, as Linux lists them.
 */
public final class Connections {

	private static final String ESTABLISHED = "01";

	private static final String SOCKET = "socket:[";

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

	/**
	 * Count the connections of one program.
	 * @param process the program
	 * @param ports where they lead
	 * @return how many are established
	 * @throws IOException if Linux does not say
	 */
	public static int of(ProcessHandle process, Set<Integer> ports) throws IOException {
		Set<String> inodes = sockets(process);
		List<String> remotes = ports.stream().map((port) -> String.format(":%04X", port)).toList();
		int count = 0;
		for (String list : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
			count += (int) rows(Path.of(list))
				.filter((fields) -> fields[3].equals(ESTABLISHED) && inodes.contains(fields[9])
						&& remotes.stream().anyMatch(fields[2]::endsWith))
				.count();
		}
		return count;
	}

	private static Set<String> sockets(ProcessHandle process) throws IOException {
		Set<String> inodes = new HashSet<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/fd"))) {
			for (Path file : files) {
				target(file).filter((target) -> target.startsWith(SOCKET))
					.ifPresent((target) -> inodes.add(target.substring(SOCKET.length(), target.length() - 1)));
			}
		}
		return inodes;
	}

	/** It may have been closed meanwhile. */
	private static Optional<String> target(Path file) throws IOException {
		try {
			return Optional.of(Files.readSymbolicLink(file).toString());
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	private static int count(int port, Path list) throws IOException {
		String remote = String.format(":%04X", port);
		return (int) rows(list).filter((fields) -> fields[2].endsWith(remote) && fields[3].equals(ESTABLISHED)).count();
	}

	private static Stream<String[]> rows(Path list) throws IOException {
		return Files.readAllLines(list)
			.stream()
			.map((line) -> line.strip().split("\\s+", -1))
			.filter((fields) -> fields.length > 9);
	}

}
