package io.portfolioplatform.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the files that a {@link PgBouncerServer} reads.
 */
final class PgBouncerConfiguration {

	private PgBouncerConfiguration() {
	}

	static Path write(Path directory, PostgresServer server, int port, String... settings) throws IOException {
		Path users = Files.writeString(directory.resolve("users"), "\"postgres\" \"postgres\"\n");
		Map<String, String> lines = defaults(port, users);
		for (String setting : settings) {
			String[] parts = setting.split("=", 2);
			lines.put(parts[0].strip(), parts[1].strip());
		}
		StringBuilder text = new StringBuilder(
				"[databases]\n* = host=127.0.0.1 port=" + server.port() + " auth_user=postgres\n[pgbouncer]\n");
		lines.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
		return Files.writeString(directory.resolve("pgbouncer.ini"), text.toString());
	}

	/**
	 * Users are looked up in the server, which trusts the loopback interface.
	 */
	private static Map<String, String> defaults(int port, Path users) {
		Map<String, String> lines = new LinkedHashMap<>();
		lines.put("listen_addr", "127.0.0.1");
		lines.put("listen_port", String.valueOf(port));
		lines.put("unix_socket_dir", "");
		lines.put("auth_type", "trust");
		lines.put("auth_file", users.toString());
		lines.put("admin_users", "postgres");
		lines.put("pool_mode", "transaction");
		lines.put("ignore_startup_parameters", "extra_float_digits");
		return lines;
	}

}
