package io.portfolioplatform.perf.fleet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PgBouncer's console, which understands the simple protocol and no {@code SET}, so that
 * the JDBC driver cannot talk to it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">
 * Message Formats</a>
 */
final class PoolerConsole implements AutoCloseable {

	private static final int PROTOCOL = 3 << 16;

	private final Socket socket;

	private final DataInputStream input;

	private final DataOutputStream output;

	PoolerConsole(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.input = new DataInputStream(new BufferedInputStream(this.socket.getInputStream()));
		this.output = new DataOutputStream(new BufferedOutputStream(this.socket.getOutputStream()));
		ByteArrayOutputStream startup = new ByteArrayOutputStream();
		for (String word : List.of("user", "postgres", "database", "pgbouncer", "")) {
			startup.writeBytes(word.getBytes(StandardCharsets.UTF_8));
			startup.write(0);
		}
		this.output.writeInt(startup.size() + 8);
		this.output.writeInt(PROTOCOL);
		startup.writeTo(this.output);
		this.output.flush();
		rows();
	}

	/**
	 * Ask a question.
	 * @param command such as {@code SHOW CLIENTS}
	 * @return rows by column name
	 * @throws IOException if the console is gone or refuses
	 */
	List<Map<String, String>> ask(String command) throws IOException {
		byte[] text = command.getBytes(StandardCharsets.UTF_8);
		this.output.writeByte('Q');
		this.output.writeInt(text.length + 5);
		this.output.write(text);
		this.output.writeByte(0);
		this.output.flush();
		return rows();
	}

	/**
	 * Read until the console is ready again.
	 */
	private List<Map<String, String>> rows() throws IOException {
		List<Map<String, String>> rows = new ArrayList<>();
		List<String> columns = List.of();
		while (true) {
			int type = this.input.readUnsignedByte();
			byte[] body = this.input.readNBytes(this.input.readInt() - 4);
			DataInputStream message = new DataInputStream(new ByteArrayInputStream(body));
			switch (type) {
				case 'T' -> columns = columns(message);
				case 'D' -> rows.add(row(columns, message));
				case 'E' -> throw new IOException("PgBouncer says " + new String(body, StandardCharsets.UTF_8));
				case 'Z' -> {
					return rows;
				}
				default -> {
				}
			}
		}
	}

	private static List<String> columns(DataInputStream message) throws IOException {
		List<String> columns = new ArrayList<>();
		for (int left = message.readShort(); left > 0; left--) {
			ByteArrayOutputStream name = new ByteArrayOutputStream();
			for (int letter = message.read(); letter != 0; letter = message.read()) {
				name.write(letter);
			}
			message.skipNBytes(18);
			columns.add(name.toString(StandardCharsets.UTF_8));
		}
		return columns;
	}

	private static Map<String, String> row(List<String> columns, DataInputStream message) throws IOException {
		Map<String, String> row = new HashMap<>();
		message.readShort();
		for (String column : columns) {
			int length = message.readInt();
			row.put(column, new String(message.readNBytes(Math.max(0, length)), StandardCharsets.UTF_8));
		}
		return row;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
