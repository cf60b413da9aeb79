package io.portfolioplatform.app.quotes;

import java.net.http.HttpClient;
import java.time.Duration;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * HTTP to providers: 2 seconds to connect, 10 to answer.
 */
final class ProviderHttp {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

	private ProviderHttp() {
	}

	static RestClient to(String url) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
		requests.setReadTimeout(READ_TIMEOUT);
		return RestClient.builder().requestFactory(requests).baseUrl(url).build();
	}

}
