package io.portfolioplatform.ratelimit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom routes count, plans, shadow and the endpoint, over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"spring.main.web-application-type=servlet", "platform.ratelimit.policies.small.bandwidths[0].capacity=2",
		"platform.ratelimit.policies.small.bandwidths[0].period=1h",
		"platform.ratelimit.policies.small.plans.pro.bandwidths[0].capacity=5",
		"platform.ratelimit.policies.small.plans.pro.bandwidths[0].period=1h",
		"platform.ratelimit.policies.trial.bandwidths[0].capacity=1",
		"platform.ratelimit.policies.trial.bandwidths[0].period=1h", "platform.ratelimit.policies.trial.shadow=true",
		"platform.ratelimit.routes[0].path=/user", "platform.ratelimit.routes[0].policy=small",
		"platform.ratelimit.routes[1].path=/tenant", "platform.ratelimit.routes[1].policy=small",
		"platform.ratelimit.routes[1].key=tenant", "platform.ratelimit.routes[2].path=/api-key",
		"platform.ratelimit.routes[2].policy=small", "platform.ratelimit.routes[2].key=api-key",
		"platform.ratelimit.routes[2].anonymous=reject", "platform.ratelimit.routes[3].path=/route",
		"platform.ratelimit.routes[3].policy=small", "platform.ratelimit.routes[3].key=route",
		"platform.ratelimit.routes[4].path=/expression", "platform.ratelimit.routes[4].policy=small",
		"platform.ratelimit.routes[4].key=expression", "platform.ratelimit.routes[4].expression=header('X-Device')",
		"platform.ratelimit.routes[6].path=/call", "platform.ratelimit.routes[6].policy=small",
		"platform.ratelimit.routes[6].key=expression",
		"platform.ratelimit.routes[6].expression=header('X-Device').toLowerCase().substring(1)",
		"platform.ratelimit.routes[7].path=/call-or-reject", "platform.ratelimit.routes[7].policy=small",
		"platform.ratelimit.routes[7].key=expression", "platform.ratelimit.routes[7].anonymous=reject",
		"platform.ratelimit.routes[7].expression=header('X-Device').toLowerCase()",
		"platform.ratelimit.routes[5].path=/shadow", "platform.ratelimit.routes[5].policy=trial",
		"management.endpoints.web.exposure.include=ratelimit", "management.endpoint.ratelimit.access=unrestricted" })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class RouteKeysTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	MeterRegistry meters;

	@LocalServerPort
	int port;

	@Test
	void plansHaveTheirOwnLimits() throws Exception {
		assertThat(admitted("/user", "ada", 10)).isEqualTo(2);
		assertThat(admitted("/user", "paula", 10)).isEqualTo(5);
		assertThat(send("GET", "/user", "paula").headers().allValues("RateLimit-Policy"))
			.containsExactly("\"small\";q=5;w=3600");
	}

	@Test
	void usersOfATenantAreCountedTogether() throws Exception {
		assertThat(admitted("/tenant", "ada", 1) + admitted("/tenant", "paula", 10)).isEqualTo(2);
	}

	@Test
	void apiKeysAreCountedAndMissingOnesRejected() throws Exception {
		HttpResponse<String> missing = send("GET", "/api-key", "ada");
		assertThat(missing.statusCode()).isEqualTo(401);
		assertThat(missing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
		assertThat(admitted("/api-key", "ada", 10, "X-API-Key", "one")).isEqualTo(2);
		assertThat(admitted("/api-key", "ada", 10, "X-API-Key", "two")).isEqualTo(2);
	}

	@Test
	void aRouteCountsAllCallers() throws Exception {
		assertThat(admitted("/route", "ada", 1) + admitted("/route", "paula", 10)).isEqualTo(2);
	}

	@Test
	void expressionsAreCountedAndTheAddressWhereThereIsNoValue() throws Exception {
		assertThat(admitted("/expression", "ada", 10, "X-Device", "phone")).isEqualTo(2);
		assertThat(admitted("/expression", "ada", 10, "X-Device", "tablet")).isEqualTo(2);
		assertThat(admitted("/expression", "ada", 10)).isEqualTo(2);
	}

	@Test
	void anExpressionThatFailsHasNoKeyAndSaysSoOnce(CapturedOutput output) throws Exception {
		assertThat(admitted("/call", "ada", 10, "X-Device", "Phone")).isEqualTo(2);
		assertThat(admitted("/call", "ada", 3) + admitted("/call", "ada", 10, "X-Device", "")).as("by address")
			.isEqualTo(2);
		assertThat(send("GET", "/call-or-reject", "ada").statusCode()).isEqualTo(401);
		assertThat(output.getOut().split("routes\\[6].expression' has no value", -1)).hasSize(2);
	}

	@Test
	void anEmptyValueIsNoKey() throws Exception {
		assertThat(admitted("/expression", "ada", 10, "X-Device", "") + admitted("/expression", "ada", 10))
			.isEqualTo(2);
	}

	@Test
	void shadowDecidesAndCountsButNeverRefuses() throws Exception {
		assertThat(admitted("/shadow", "ada", 5)).isEqualTo(5);
		assertThat(send("GET", "/shadow", "ada").headers().map()).doesNotContainKeys("ratelimit", "ratelimit-policy");
		assertThat(this.meters.get("platform.ratelimit.decisions")
			.tags("policy", "trial", "outcome", "shadow", "path", "/shadow")
			.counter()
			.count()).isEqualTo(5);
	}

	@Test
	void theEndpointShowsOffendersByDigestAndResetsAKey() throws Exception {
		admitted("/user", "ada", 10);
		String overview = send("GET", "/actuator/ratelimit", "ada").body();
		assertThat(overview).contains("\"refused\":8", "2 per PT1H GREEDY", "\"shadow\":true").doesNotContain("ada");
		String key = send("GET", "/actuator/ratelimit/small/user:ada?plan=", "ada").body();
		assertThat(key).contains("\"remaining\":0").doesNotContain("ada");
		String digest = key.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
		assertThat(overview).contains(digest);
		assertThat(send("DELETE", "/actuator/ratelimit/small/user:ada?plan=", "ada").body())
			.contains("\"remaining\":2");
		assertThat(admitted("/user", "ada", 10)).isEqualTo(2);
		assertThat(send("GET", "/actuator/ratelimit/other/user:ada", "ada").statusCode()).isEqualTo(404);
	}

	@Test
	void theEndpointTakesKeysWithSlashes() throws Exception {
		assertThat(admitted("/route", "ada", 10)).isEqualTo(2);
		String key = "/actuator/ratelimit/small/route:/route?plan=";
		assertThat(send("GET", key, "ada").body()).contains("\"remaining\":0");
		assertThat(send("DELETE", key, "ada").body()).contains("\"remaining\":2");
		assertThat(admitted("/route", "ada", 10)).isEqualTo(2);
		assertThat(send("GET", "/actuator/ratelimit/small", "ada").statusCode()).isEqualTo(404);
	}

	@Test
	void lookingAtAKeyChangesNothing() throws Exception {
		assertThat(admitted("/user", "paula", 4)).isEqualTo(4);
		HttpResponse<String> unsaid = send("GET", "/actuator/ratelimit/small/user:paula", "ada");
		assertThat(unsaid.statusCode()).isEqualTo(400);
		assertThat(send("GET", "/actuator/ratelimit/small/user:paula?plan=", "ada").body()).contains("\"remaining\":1");
		assertThat(admitted("/user", "paula", 5)).isEqualTo(1);
	}

	private int admitted(String path, String user, int calls, String... headers) throws Exception {
		int admitted = 0;
		for (int call = 0; call < calls; call++) {
			admitted += (send("GET", path, user, headers).statusCode() == 200) ? 1 : 0;
		}
		return admitted;
	}

	private HttpResponse<String> send(String method, String path, String user, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes()));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Pages.class)
	static class Shop {

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}secret").build(),
					User.withUsername("paula").password("{noop}secret").build());
		}

		@Bean
		PlanResolver plans() {
			return (user) -> user.equals("paula") ? "pro" : null;
		}

		@Bean
		TenantResolver tenants() {
			return (user) -> "the only one";
		}

	}

	@RestController
	static class Pages {

		@GetMapping({ "/user", "/tenant", "/api-key", "/route", "/expression", "/shadow", "/call", "/call-or-reject" })
		String page() {
			return "page";
		}

	}

}
