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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sizes of requests, against the real server.
 */
@AttackTest
class RequestSizeTests {

	private static final int MEGABYTE = 1 << 20;

	private static final String BOUNDARY = "boundary";

	private static final String PARTS = "multipart/form-data; boundary=" + BOUNDARY;

	@LocalServerPort
	private int port;

	@Test
	void refusesAnUploadOf50MegabytesInWords() throws Exception {
		HttpResponse<String> answer = post("/api/imports", PARTS, BodyPublishers.ofByteArray(upload(50)));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("\"status\":413").doesNotContain("Exception");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/imports", "/api/imports?background=true", "/api/imports/preview" })
	void readsAnUploadOfTwoMegabytes(String path) throws Exception {
		assertThat(post(path, PARTS, BodyPublishers.ofByteArray(upload(2))).statusCode()).isIn(202, 422);
		assertThat(post(path, PARTS, chunked(upload(2))).statusCode()).isIn(202, 422);
	}

	/**
	 * The server would write them to its disk.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/", "/session", "/error", "/v3/api-docs", "/api/portfolios",
			"/api/imports/other", "/api/imports/", "/api/%69mports/x" })
	void readsNoPartsWhereNoUploadsAreTaken(String path) throws Exception {
		for (String type : List.of(PARTS, PARTS.replace("multipart", "Multipart"),
				PARTS.replace("form-data", "mixed"))) {
			HttpResponse<String> answer = send(request(path, type).POST(BodyPublishers.ofByteArray(upload(2))).build());
			assertThat(answer.statusCode()).as(type).isEqualTo(413);
			assertThat(answer.body()).contains("at most 1024 KB");
			answer = send(request(path, type).POST(chunked(upload(2))).build());
			assertThat(answer.statusCode()).as(type).isEqualTo(411);
			assertThat(answer.body()).contains("say its length");
		}
	}

	/**
	 * Who has to be waited for first.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/api/imports", "/api/imports/preview" })
	void answersSomebodyWithoutATokenBeforeThePartsAreThere(String path) {
		RawHttp.Answer answer = new RawHttp(this.port).get("POST " + path, "Content-Type: " + PARTS,
				"Content-Length: " + 2 * MEGABYTE + "\r\n\r\n--" + BOUNDARY + "\r\nContent-Disp");
		assertThat(answer.status()).isEqualTo(401);
	}

	/**
	 * A path that takes uploads and is not known to the filter would take small ones.
	 */
	@Test
	void knowsEveryPathThatTakesUploads(@Autowired List<RequestMappingHandlerMapping> mappings) throws Exception {
		Set<String> paths = mappings.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.filter((mapping) -> mapping.getConsumesCondition()
				.getConsumableMediaTypes()
				.contains(MediaType.MULTIPART_FORM_DATA))
			.flatMap((mapping) -> mapping.getPatternValues().stream())
			.collect(Collectors.toSet());
		assertThat(paths).containsExactlyInAnyOrder("/api/imports", "/api/imports/preview");
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
		HttpResponse<String> answer = post(path(), "application/json", chunked(text));
		assertThat(answer.statusCode()).isEqualTo(413);
	}

	private static String path() {
		return "/api/portfolios/" + UUID.randomUUID() + "/activities";
	}

	private static byte[] upload(int megabytes) {
		String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
		return (head + "x".repeat(megabytes * MEGABYTE) + "\r\n--" + BOUNDARY + "--\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Does not say its length.
	 */
	private static BodyPublisher chunked(byte[] body) {
		return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
	}

	private HttpResponse<String> post(String path, String type, BodyPublisher body)
			throws IOException, InterruptedException {
		return send(request(path, type).header("Authorization", "Bearer " + DemoTokens.tokenFor(UUID.randomUUID()))
			.POST(body)
			.build());
	}

	private HttpRequest.Builder request(String path, String type) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).header("Content-Type", type);
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
