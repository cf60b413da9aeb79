package io.portfolioplatform.app.quotes;

import java.net.http.HttpClient;
import java.time.Duration;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * HTTP to providers: 2 seconds to connect, and no more than 4 MB to read, which is many
 * times what they send.
 */
final class ProviderHttp {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final int LARGEST = 4 << 20;

	private ProviderHttp() {
	}

	/**
	 * Creates a client of a provider.
	 * @param url its address
	 * @param timeout how long it has to answer, the last byte included
	 * @return the client
	 */
	static RestClient to(String url, Duration timeout) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
		requests.setReadTimeout(timeout);
		return RestClient.builder().requestFactory(requests).baseUrl(url).build();
	}

	static byte[] read(RestClient.RequestHeadersSpec<?> request) {
		return request.exchangeForRequiredValue((sent, answer) -> {
			if (answer.getStatusCode().isError()) {
				throw new ProviderException(ProviderException.Kind.FAILED,
						"The answer is status " + answer.getStatusCode().value());
			}
			byte[] body = answer.getBody().readNBytes(LARGEST + 1);
			if (body.length > LARGEST) {
				throw new ProviderException(ProviderException.Kind.FAILED, "The answer has more than 4 MB");
			}
			return body;
		});
	}

}
