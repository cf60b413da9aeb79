package io.portfolioplatform.app.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * HTTP by hand, for requests that no client would send.
 *
 * @param port port on this machine
 * @param from address of this machine that requests come from
 */
record RawHttp(int port, String from) {

	private static final int TIMEOUT_MILLISECONDS = 60_000;

	private static final String HERE = "127.0.0.1";

	RawHttp(int port) {
		this(port, HERE);
	}

	/**
	 * Sends a request without a body to {@code portfolio.example.com}.
	 * @param line method and target
	 * @param headers further lines
	 * @return the answer
	 */
	Answer get(String line, String... headers) {
		String further = (headers.length > 0) ? String.join("\r\n", headers) + "\r\n" : "";
		return send(line + " HTTP/1.1\r\nHost: portfolio.example.com\r\nConnection: close\r\n" + further + "\r\n");
	}

	/**
	 * Sends bytes and reads until the server closes the connection.
	 * @param request what is sent, one byte a character
	 * @return what comes back
	 */
	Answer send(String request) {
		try (Socket socket = new Socket(InetAddress.getByName(HERE), this.port, InetAddress.getByName(this.from), 0)) {
			socket.setSoTimeout(TIMEOUT_MILLISECONDS);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Everything that came back.
	 *
	 * @param text status line, headers and body
	 */
	record Answer(String text) {

		int status() {
			return this.text.startsWith("HTTP/1.1 ") ? Integer.parseInt(this.text.substring(9, 12)) : 0;
		}

	}

}
