package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one backend's Actuator says at one moment, in Prometheus' text format.
 *
 * @param lines the samples, without comments
 */
public record Scrape(List<String> lines) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	/**
	 * Ask a backend.
	 * @param management where its Actuator is
	 * @return what it says now
	 * @throws IOException if it does not answer
	 * @throws InterruptedException if interrupted
	 */
	public static Scrape of(URI management) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
			.timeout(Duration.ofSeconds(5))
			.build();
		return new Scrape(CLIENT.send(request, BodyHandlers.ofString())
			.body()
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.toList());
	}

	/**
	 * Add up the samples of a metric.
	 * @param metric its name
	 * @param labels texts that the labels must contain, such as {@code result="hit"}
	 * @return the sum, 0 if there are none
	 */
	public double sum(String metric, String... labels) {
		return this.lines.stream()
			.filter((line) -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
			.filter((line) -> Stream.of(labels).allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
