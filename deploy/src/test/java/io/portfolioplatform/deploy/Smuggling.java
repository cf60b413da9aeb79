package io.portfolioplatform.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Requests that two servers in a row may take apart in different ways, so that the second
 * one finds another request where the first saw a body. Each hides the creation of a
 * portfolio; the first one hides nothing.
 */
final class Smuggling {

	private static final int PATIENCE_MILLISECONDS = 15_000;

	private static final String CODING = "Transfer-Encoding";

	private static final String CHUNKED = CODING + ": chunked";

	private static final String LAST_CHUNK = "0\r\n\r\n";

	private final int port;

	private final String token;

	private final List<Attack> attacks = new ArrayList<>();

	Smuggling(int port, String token) {
		this.port = port;
		this.token = token;
		add("nothing", (plain) -> request("GET /nginx-health", "X: x", plain));
		bothLengths();
		codings();
		lengths();
		chunks();
		unreadBodies();
	}

	List<Attack> attacks() {
		return this.attacks;
	}

	private void add(String what, Function<String, String> request) {
		String name = "hidden " + this.attacks.size();
		this.attacks.add(new Attack(what.replaceAll("[^\\x20-\\x7e]", "_"), name, request.apply(hidden(name))));
	}

	private void bothLengths() {
		add("length, then chunked",
				(hidden) -> post(length(5 + hidden.length()) + "\r\n" + CHUNKED, LAST_CHUNK + hidden));
		add("chunked, then length",
				(hidden) -> post(CHUNKED + "\r\n" + length(5 + hidden.length()), LAST_CHUNK + hidden));
		add("a chunk beyond the length", (hidden) -> post(length(4) + "\r\n" + CHUNKED, chunk(hidden)));
		add("chunked in HTTP/1.0", (hidden) -> post(length(5 + hidden.length()) + "\r\n" + CHUNKED, LAST_CHUNK + hidden)
			.replaceFirst("HTTP/1.1", "HTTP/1.0"));
		add("chunked in HTTP/1.0 without a length",
				(hidden) -> post(CHUNKED, LAST_CHUNK + hidden).replaceFirst("HTTP/1.1", "HTTP/1.0"));
	}

	/**
	 * Headers that some take for {@code Transfer-Encoding: chunked} and others do not,
	 * beside a length that covers everything.
	 */
	private void codings() {
		for (String header : List.of(CODING + ": xchunked", CODING + " : chunked", CODING + ":\tchunked",
				CODING + ":\u000bchunked", CHUNKED + "\r\n" + CODING + ": x", CODING + ": x\r\n" + CHUNKED,
				CODING + ": identity, chunked", CHUNKED + ", identity", CODING + ": identity", CODING + ": \"chunked\"",
				CHUNKED + "\u0000", CODING + "\r\n : chunked", CODING + ":\r\n chunked", "X: x\r\n " + CHUNKED,
				"X: x\n" + CHUNKED, "X: x\r" + CHUNKED, "X: x\r\n\t" + CHUNKED, CHUNKED.replace('-', '_'),
				CODING + "\u0000: chunked", " " + CHUNKED, CHUNKED.toUpperCase(Locale.ROOT), CHUNKED + ";x=1",
				CODING + ": ,chunked", "Connection: " + CODING + "\r\n" + CHUNKED,
				"TE: chunked\r\n" + CODING + ": gzip")) {
			add(header + " after a length",
					(hidden) -> post(length(5 + hidden.length()) + "\r\n" + header, LAST_CHUNK + hidden));
			add(header + " before a length",
					(hidden) -> post(header + "\r\n" + length(5 + hidden.length()), LAST_CHUNK + hidden));
		}
	}

	private void lengths() {
		for (String form : List.of("Content-Length: 0\r\nContent-Length: %d", "Content-Length: %d\r\nContent-Length: 0",
				"Content-Length: 0, %d", "Content-Length: %d, 0", "Content-Length: +%d", "Content-Length: %d\u000b",
				"Content-Length: 0%d", "Content-Length: %d.0", "Content-Length:\r\n %d", "Content-Length : %d",
				"Content-Length\t: %d", " Content-Length: %d", "X: x\r\n Content-Length: %d",
				"X: x\nContent-Length: %d", "X: x\rContent-Length: %d", "Content_Length: %d",
				"Content-Length: -1\r\nContent-Length: %d", "Content-Length: %d\u0000",
				"content-length: 0\r\nCONTENT-LENGTH: %d", "Connection: Content-Length\r\nContent-Length: %d",
				"Content-Length: %d\r\nExpect: 100-continue", "Content-Length: %d\r\nExpect: x",
				"Content-Length: %d\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk")) {
			add(form, (hidden) -> post(form.formatted(hidden.length()), hidden));
			add("GET with " + form,
					(hidden) -> post(form.formatted(hidden.length()), hidden).replaceFirst("POST", "GET"));
		}
	}

	private void chunks() {
		for (String form : List.of("%x;\n\r\n%s\r\n0\r\n\r\n", "%x;a=\"\r\n\"\r\n%s\r\n0\r\n\r\n",
				"%x ;a\r\n%s\r\n0\r\n\r\n", "%x\n%s\n0\n\n", "0x%x\r\n%s\r\n0\r\n\r\n", "+%x\r\n%s\r\n0\r\n\r\n",
				"-%x\r\n%s\r\n0\r\n\r\n", "10000000000000000%x\r\n%s\r\n0\r\n\r\n", "%x\r%s\r\n0\r\n\r\n",
				"%x\r\n%s0\r\n\r\n", "%x\r\n%sXX0\r\n\r\n", "%x;" + "e".repeat(5000) + "\r\n%s\r\n0\r\n\r\n",
				"%x\r\n%s\r\n0\r\nContent-Length: 9\r\n\r\n", "%x\r\n%s\r\n0\r\n" + CHUNKED + "\r\n\r\n",
				"%x;a\r\n%s\r\n00000\r\n\r\n", "0\n\r\n%2$s", "0;\n%2$s", "00\r\n\r\n%2$s")) {
			add("a chunk " + form.replaceAll("e{9,}", "e..."),
					(hidden) -> post(CHUNKED, form.formatted(hidden.length(), hidden)));
		}
	}

	/**
	 * Bodies that nobody reads: sent to a page, to a method or a path that is not there,
	 * without a token.
	 */
	private void unreadBodies() {
		for (String line : List.of("GET /", "HEAD /", "DELETE /", "OPTIONS /", "TRACE /", "PUT /nothing",
				"GET /api/market-data/MSFT", "GET /api/portfolios", "POST /api/portfolios", "DELETE /session",
				"GET /nginx-health", "POST /actuator/health", "POST /nothing%0d%0aX:", "GET http://x/", "FOO /")) {
			add("a body of " + line, (hidden) -> request(line, length(hidden.length()), hidden));
			add("chunks of " + line, (hidden) -> request(line, CHUNKED, chunk(hidden)));
		}
	}

	/**
	 * The request that must not be found.
	 * @param name name of the portfolio it makes
	 */
	String hidden(String name) {
		String body = "{\"name\":\"" + name + "\"}";
		return request("POST /api/portfolios", "Authorization: Bearer " + this.token
				+ "\r\nConnection: close\r\nContent-Type: application/json\r\n" + length(body.length()), body);
	}

	static String request(String line, String headers, String body) {
		return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n" + body;
	}

	private static String post(String headers, String body) {
		return request("POST /session", "Content-Type: text/plain\r\n" + headers, body);
	}

	private static String length(int length) {
		return "Content-Length: " + length;
	}

	private static String chunk(String content) {
		return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n" + LAST_CHUNK;
	}

	/**
	 * Sends bytes and reads what comes back until the other end closes or is silent for
	 * 15 seconds.
	 * @param request what is sent, one byte a character
	 * @return what comes back, perhaps not all of it
	 */
	String send(String request) {
		StringBuilder answer = new StringBuilder();
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(PATIENCE_MILLISECONDS);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			InputStream input = socket.getInputStream();
			for (int next = input.read(); next >= 0; next = input.read()) {
				answer.append((char) next);
			}
		}
		catch (SocketTimeoutException ex) {
			// It waits for more, or has said everything.
		}
		catch (IOException ex) {
			answer.append(ex.getMessage());
		}
		return answer.toString();
	}

	/**
	 * A request with another one in it.
	 *
	 * @param what what is wrong with it
	 * @param name name of the portfolio that the hidden request makes
	 * @param request what is sent
	 */
	record Attack(String what, String name, String request) {

	}

}
