package io.portfolioplatform.ratelimit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebFlux application whose management has a port of its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "management.server.port=0",
				"platform.ratelimit.policies.few.bandwidths[0].capacity=2",
				"platform.ratelimit.policies.few.bandwidths[0].period=1h", "platform.ratelimit.routes[0].path=/**",
				"platform.ratelimit.routes[0].policy=few", "platform.ratelimit.routes[0].key=ip",
				"platform.ratelimit.routes[1].path=/**", "platform.ratelimit.routes[1].policy=few" })
class ReactiveManagementPortTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	Environment environment;

	@Test
	void routesAreThoseOfTheMainPort() throws Exception {
		for (int scrape = 0; scrape < 5; scrape++) {
			HttpResponse<String> response = get("local.management.port");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().map()).doesNotContainKeys("ratelimit", "ratelimit-policy");
		}
		assertThat(get("local.server.port").statusCode()).isEqualTo(404);
		assertThat(get("local.server.port").statusCode()).isEqualTo(429);
	}

	private HttpResponse<String> get(String port) throws Exception {
		URI uri = URI.create("http://localhost:" + this.environment.getProperty(port) + "/actuator/health");
		return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration(excludeName = {
			"org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
			"org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration" })
	static class Site {

		@Bean
		SecurityWebFilterChain security(ServerHttpSecurity http) {
			return http.authorizeExchange((requests) -> requests.anyExchange().permitAll()).build();
		}

	}

}
