package io.portfolioplatform.app.security;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Bodies over a socket of their own: JSON nested 100,000 deep, or with a number or a name
 * of 100,000 characters, in requests and in files, uploads that are broken, and bodies
 * and headers that stop before their end. One that comes in many pieces, or a byte at a
 * time, is read.
 */
@AttackTest
@ExtendWith(OutputCaptureExtension.class)
class HostileBodiesTests {

	private static final int DEPTH = 100_000;

	private static final String ACTIVITIES = "/api/portfolios/00000000-0000-0000-0000-000000000001/activities";

	private final String token = token();

	@LocalServerPort
	private int port;

	static Stream<Arguments> nested() {
		return Stream.of("[".repeat(DEPTH), "{\"a\":".repeat(DEPTH), "{\"type\":" + "[".repeat(DEPTH),
				"{\"unknown\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}", "{\"type\":" + "9".repeat(DEPTH) + "}",
				"{\"type\":{\"type\":{\"type\":\"BUY\"}}}", "{\"" + "n".repeat(DEPTH) + "\":1}")
			.flatMap((body) -> Stream.of("/api/portfolios", ACTIVITIES, "/session")
				.map((path) -> arguments(path, body)));
	}

	@ParameterizedTest(name = "{0} {index}")
	@MethodSource("nested")
	void nestedJsonIsRefusedInWords(String path, String body, CapturedOutput output) {
		RawHttp.Answer answer = post(path, "application/json", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text()).contains("application/problem+json", "\"detail\":")
			.doesNotContain("Exception", "jackson", "Constraint", "StackOverflow");
		assertThat(output.getAll()).doesNotContain("StackOverflowError", "Unexpected error");
	}

	@ParameterizedTest
	@CsvSource({ "/api/imports, '['", "/api/imports, '{\"a\":'", "/api/imports/preview, '{\"activities\":[['",
			"/api/imports/preview, '{\"user\":{\"settings\":'" })
	void nestedJsonOfAFileIsRefusedInWords(String path, String part, CapturedOutput output) {
		String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n"
				+ part.repeat(DEPTH) + "\r\n--b--\r\n";
		RawHttp.Answer answer = post(path, "multipart/form-data; boundary=b", body);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text()).contains("a.json, line 1").doesNotContain("Exception", "Constraint");
		assertThat(output.getAll()).doesNotContain("StackOverflowError", "Unexpected error");
	}

	static Stream<Arguments> brokenUploads() {
		String type = "multipart/form-data; boundary=b";
		String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx\r\n";
		return Stream.of(arguments("multipart/form-data", part + "--b--\r\n"),
				arguments("multipart/form-data; boundary=c", part), arguments(type, part), arguments(type, ""),
				arguments(type, "--b\r\nContent-Disp"), arguments(type, part.repeat(1000) + "--b--\r\n"),
				arguments(type, "--b\r\nX: " + "x".repeat(DEPTH) + part),
				arguments(type, part.replace("file", "other") + "--b--\r\n"),
				arguments(type, part.replace("name=", "")),
				arguments("multipart/form-data; boundary=" + "b".repeat(5000), part),
				arguments("multipart/mixed; boundary=b", part));
	}

	@ParameterizedTest(name = "{index}")
	@MethodSource
	void brokenUploads(String type, String body, CapturedOutput output) {
		RawHttp.Answer answer = post("/api/imports", type, body);
		assertThat(answer.status()).isIn(400, 413, 415);
		assertThat(answer.text()).contains("application/problem+json").doesNotContain("Exception", "apache");
		assertThat(output.getAll()).doesNotContain("Unexpected error");
	}

	/**
	 * Without nginx, which waits for the whole body itself, nobody holds a thread for
	 * longer than the server waits for the next bytes.
	 */
	@ParameterizedTest
	@CsvSource({ "/api/portfolios, application/json", "/session, application/json",
			"/api/imports, multipart/form-data; boundary=b", "/api/imports/preview, multipart/form-data; boundary=b" })
	void aBodyThatNeverComesIsGivenUp(String path, String type, CapturedOutput output) {
		RawHttp.Answer answer = http().send(head(path, type, 1000) + "--b\r\nContent-Disp");
		assertThat(answer.status()).isIn(0, 400, 408);
		assertThat(output.getAll()).doesNotContain("Unexpected error");
	}

	@Test
	void aHeaderThatNeverComesIsGivenUp() {
		assertThat(http().send("GET /api/portfolios HTTP/1.1\r\nHost: portfolio.example.com\r\nX-").status()).isIn(0,
				400, 408);
	}

	@Test
	void aBodyThatComesInPiecesIsRead() throws IOException {
		String body = "{\"name\":\"in pieces\"}";
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setTcpNoDelay(true);
			String head = head("/api/portfolios", "application/json", body.length());
			for (String piece : (head + body).split("(?<=[\\s:])")) {
				socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
				socket.getOutputStream().flush();
			}
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 201");
		}
	}

	@Test
	void bodiesThatComeByteByByteAreReadAndOthersAnsweredMeanwhile() throws IOException {
		byte[] body = "{\"name\":\"byte by byte\"}".getBytes(StandardCharsets.US_ASCII);
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 50; i++) {
				Socket socket = new Socket("127.0.0.1", this.port);
				slow.add(socket);
				socket.setTcpNoDelay(true);
				socket.getOutputStream()
					.write(head(token(), "/api/portfolios", "application/json", body.length)
						.getBytes(StandardCharsets.US_ASCII));
			}
			for (byte next : body) {
				for (Socket socket : slow) {
					socket.getOutputStream().write(next);
				}
				assertThat(http().get("GET /api/portfolios", this.token).status()).isEqualTo(200);
			}
			for (Socket socket : slow) {
				assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
					.startsWith("HTTP/1.1 201");
			}
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
	}

	private RawHttp.Answer post(String path, String type, String body) {
		return http().send(head(path, type, body.length()) + body);
	}

	private String head(String path, String type, int length) {
		return head(this.token, path, type, length);
	}

	private static String head(String token, String path, String type, int length) {
		return "POST " + path + " HTTP/1.1\r\nHost: portfolio.example.com\r\nConnection: close\r\n" + token
				+ "\r\nX-Forwarded-For: 2001:db8:"
				+ Integer.toHexString(Math.floorMod(path.hashCode() * 31 + length, 0xffff)) + ":"
				+ Integer.toHexString(type.length() + length % 1000) + "::1\r\nContent-Type: " + type
				+ "\r\nContent-Length: " + length + "\r\n\r\n";
	}

	private static String token() {
		return "Authorization: Bearer " + DemoTokens.tokenFor(UUID.randomUUID());
	}

	private RawHttp http() {
		return new RawHttp(this.port);
	}

}
