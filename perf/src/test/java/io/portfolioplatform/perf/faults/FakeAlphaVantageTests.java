package io.portfolioplatform.perf.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FakeAlphaVantage}.
 */
class FakeAlphaVantageTests {

	private final FakeAlphaVantage provider = FakeAlphaVantage.start();

	private final HttpClient client = HttpClient.newHttpClient();

	FakeAlphaVantageTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void answersAsItIsTold() throws Exception {
		assertThat(this.provider.awaitAsked(0)).isFalse();
		assertThat(ask().join().body()).contains("\"4. close\": \"35.6000\"");
		assertThat(this.provider.awaitAsked(0)).isTrue();
		this.provider.answer(ProviderAnswer.FAILURE);
		assertThat(this.provider.awaitAsked(0)).isFalse();
		assertThat(ask().join().statusCode()).isEqualTo(500);
		this.provider.answer(ProviderAnswer.NO_CALLS);
		assertThat(ask().join()).returns(200, HttpResponse::statusCode)
			.extracting(HttpResponse::body)
			.asString()
			.contains("25 requests per day");
	}

	@Test
	void answersLateWhenTheDayIsOver() throws Exception {
		this.provider.answer(ProviderAnswer.LATE);
		CompletableFuture<HttpResponse<String>> late = ask();
		assertThat(this.provider.awaitAsked(30)).isTrue();
		assertThat(late).isNotDone();
		this.provider.answer(ProviderAnswer.FAILURE);
		assertThat(late.get(30, TimeUnit.SECONDS).body()).contains("35.6000");
	}

	private CompletableFuture<HttpResponse<String>> ask() {
		String url = new JsonMapper().readTree(this.provider.properties())
			.at("/portfolio/alpha-vantage/url")
			.asString();
		return this.client.sendAsync(HttpRequest.newBuilder(URI.create(url + "/query?symbol=MSFT")).build(),
				BodyHandlers.ofString());
	}

}
