package io.portfolioplatform.ratelimit.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who exposes the endpoint lets nobody reset a key unless they say so.
 */
class EndpointAccessTests {

	@ParameterizedTest
	@CsvSource({ "any=thing, 405, 405", "management.endpoint.ratelimit.access=unrestricted, 200, 200" })
	void readsOnlyUnlessItIsAllowedMore(String access, int reset, int reload) throws Exception {
		try (ConfigurableApplicationContext server = start(access)) {
			assertThat(status(server, "GET", "/actuator/ratelimit")).isEqualTo(200);
			assertThat(status(server, "GET", "/actuator/ratelimit/few/user:ada")).isEqualTo(200);
			assertThat(status(server, "DELETE", "/actuator/ratelimit/few/user:ada")).isEqualTo(reset);
			assertThat(status(server, "POST", "/actuator/ratelimit")).isEqualTo(reload);
		}
	}

	@Test
	void aPostReadsThePoliciesAgain() throws Exception {
		try (ConfigurableApplicationContext server = start("management.endpoint.ratelimit.access=unrestricted")) {
			assertThat(body(server, "GET", "/actuator/ratelimit/few/user:ada")).contains("\"remaining\":5");
			server.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("changes",
						Map.of("platform.ratelimit.policies.few.bandwidths[0].capacity", "50",
								"platform.ratelimit.policies.few.bandwidths[0].period", "1h")));
			assertThat(body(server, "POST", "/actuator/ratelimit")).isEqualTo("{\"changed\":[\"few\"]}");
			assertThat(body(server, "GET", "/actuator/ratelimit/few/user:ada")).contains("\"remaining\":50");
			assertThat(body(server, "POST", "/actuator/ratelimit")).isEqualTo("{\"changed\":[]}");
		}
	}

	private static ConfigurableApplicationContext start(String access) {
		return new SpringApplicationBuilder(Site.class)
			.properties("spring.main.web-application-type=servlet", "server.port=0", access,
					"management.endpoints.web.exposure.include=ratelimit",
					"platform.ratelimit.policies.few.bandwidths[0].capacity=5",
					"platform.ratelimit.policies.few.bandwidths[0].period=1h", "platform.ratelimit.routes[0].path=/x",
					"platform.ratelimit.routes[0].policy=few")
			.run();
	}

	private static int status(ConfigurableApplicationContext server, String method, String path) throws Exception {
		return send(server, method, path).statusCode();
	}

	private static String body(ConfigurableApplicationContext server, String method, String path) throws Exception {
		return send(server, method, path).body();
	}

	private static HttpResponse<String> send(ConfigurableApplicationContext server, String method, String path)
			throws Exception {
		String port = server.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Site {

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

	}

}
