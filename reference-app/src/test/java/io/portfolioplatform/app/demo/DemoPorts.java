package io.portfolioplatform.app.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets the demo start while another application has the usual ports.
 */
public final class DemoPorts {

	private DemoPorts() {
	}

	/**
	 * Adds a free port for every port that is not chosen and taken already.
	 * @param args the command line
	 * @return the command line to start with
	 */
	public static String[] choose(String[] args) {
		List<String> chosen = new ArrayList<>(List.of(args));
		choose("server.port", 8080, chosen);
		choose("management.server.port", 8081, chosen);
		return chosen.toArray(String[]::new);
	}

	private static void choose(String property, int usual, List<String> args) {
		boolean given = args.stream().anyMatch((arg) -> arg.startsWith("--" + property + "="))
				|| System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_')) != null;
		if (!given && !isFree(usual)) {
			args.add("--" + property + "=0");
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
