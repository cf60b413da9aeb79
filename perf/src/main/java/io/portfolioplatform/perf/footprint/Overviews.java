package io.portfolioplatform.perf.footprint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.portfolioplatform.perf.load.LoadUser;

/**
 * Asks one backend for overviews, one after the other.
 */
final class Overviews {

	private static final int OK = 200;

	private final HttpClient client = HttpClient.newHttpClient();

	private final URI url;

	Overviews(URI backend) {
		this.url = backend.resolve("/api/dashboard/overview");
	}

	/**
	 * Return how long one takes, in milliseconds.
	 */
	double millis(LoadUser user) {
		long start = System.nanoTime();
		ask(user);
		return (System.nanoTime() - start) / 1e6;
	}

	void ask(LoadUser user) {
		HttpRequest request = HttpRequest.newBuilder(this.url)
			.header("Authorization", "Bearer " + user.token())
			.header("X-Forwarded-For", user.address())
			.build();
		try {
			HttpResponse<String> answer = this.client.send(request, BodyHandlers.ofString());
			if (answer.statusCode() != OK) {
				throw new IllegalStateException("No overview: " + answer.body());
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("No overview of user " + user.number(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
	}

}
