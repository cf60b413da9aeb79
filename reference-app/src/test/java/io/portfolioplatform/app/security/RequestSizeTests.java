package io.portfolioplatform.app.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sizes of requests, against the real server.
 */
@AttackTest
class RequestSizeTests {

	private static final int MEGABYTE = 1 << 20;

	private static final String BOUNDARY = "boundary";

	@LocalServerPort
	private int port;

	@Test
	void refusesAnUploadOf50MegabytesInWords() throws Exception {
		byte[] file = new byte[50 * MEGABYTE];
		String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
		HttpResponse<String> answer = post("/api/imports", "multipart/form-data; boundary=" + BOUNDARY,
				BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofByteArray(file),
						BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("\"status\":413").doesNotContain("Exception");
	}

	@Test
	void refusesAJsonBodyOfTwoMegabytes() throws Exception {
		HttpResponse<String> answer = post(path(), "application/json",
				BodyPublishers.ofByteArray(new byte[2 * MEGABYTE]));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("at most 1024 KB");
	}

	@Test
	void refusesABodyThatDoesNotSayItsLength() throws Exception {
		byte[] text = ("{ \"comment\": \"" + "x".repeat(2 * MEGABYTE) + "\" }").getBytes();
		HttpResponse<String> answer = post(path(), "application/json",
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text)));
		assertThat(answer.statusCode()).isEqualTo(413);
	}

	private static String path() {
		return "/api/portfolios/" + UUID.randomUUID() + "/activities";
	}

	private HttpResponse<String> post(String path, String type, BodyPublisher body)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Authorization", "Bearer " + DemoTokens.tokenFor(UUID.randomUUID()))
			.header("Content-Type", type)
			.POST(body)
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
