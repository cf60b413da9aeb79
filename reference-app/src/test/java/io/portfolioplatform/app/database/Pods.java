package io.portfolioplatform.app.database;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import io.portfolioplatform.app.security.DemoTokens;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Asks applications that a test has started itself.
 */
final class Pods {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private Pods() {
	}

	/**
	 * Ask as somebody of whom nothing is cached.
	 * @param pod the application
	 * @param port {@code server} or {@code management}
	 * @param path the path
	 * @return the answer
	 */
	static HttpResponse<String> get(ConfigurableApplicationContext pod, String port, String path)
			throws IOException, InterruptedException {
		String number = pod.getEnvironment().getRequiredProperty("local." + port + ".port");
		return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + number + path))
			.header("Authorization", "Bearer " + DemoTokens.tokenFor(UUID.randomUUID()))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
