package io.portfolioplatform.cache.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Commands to a Redis server over a connection of their own, as an operator sends them.
 */
public final class RedisCommand {

	private RedisCommand() {
	}

	/**
	 * Send a command and return all of its answer, line by line.
	 */
	public static String send(int port, String command) {
		try (Socket socket = new Socket("localhost", port)) {
			socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			return String.join("\n", reader.lines().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The process that serves a port.
	 */
	public static long pid(int port) {
		return Long.parseLong(field(send(port, "INFO server"), "process_id"));
	}

	/**
	 * One field of an answer to {@code INFO}.
	 */
	public static String field(String info, String name) {
		return info.lines()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1))
			.findFirst()
			.orElse("");
	}

	/**
	 * Stop ({@code STOP}) or resume ({@code CONT}) the process that serves a port.
	 */
	public static void signal(long pid, String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().onExit().join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
