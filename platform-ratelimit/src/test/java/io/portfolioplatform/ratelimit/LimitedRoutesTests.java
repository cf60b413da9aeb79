package io.portfolioplatform.ratelimit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limited routes over HTTP, in an application with Spring Security.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"platform.ratelimit.quotas.market.windows[0].limit=1", "platform.ratelimit.quotas.market.windows[0].period=1h",
		"platform.ratelimit.policies.burst.bandwidths[0].capacity=2",
		"platform.ratelimit.policies.burst.bandwidths[0].period=1h",
		"platform.ratelimit.policies.guess.bandwidths[0].capacity=4",
		"platform.ratelimit.policies.guess.bandwidths[0].period=1h", "platform.ratelimit.routes[0].path=/me/{what}",
		"platform.ratelimit.routes[0].methods=GET", "platform.ratelimit.routes[0].policy=burst",
		"platform.ratelimit.routes[1].path=/me/**", "platform.ratelimit.routes[1].policy=guess",
		"platform.ratelimit.routes[1].key=ip", "platform.ratelimit.routes[2].path=/users-only",
		"platform.ratelimit.routes[2].policy=burst", "platform.ratelimit.routes[2].anonymous=reject" })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class LimitedRoutesTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	MeterRegistry meters;

	@LocalServerPort
	int port;

	@Test
	void countsUsersAfterAuthentication() throws Exception {
		assertThat(get("/me/name", "ada").headers().allValues("RateLimit-Policy"))
			.containsExactly("\"guess\";q=4;w=3600", "\"burst\";q=2;w=3600");
		// Some seconds may have passed since the first request.
		assertThat(get("/me/name", "ada").headers().allValues("RateLimit")).satisfiesExactly(
				(guess) -> assertThat(guess).matches("\"guess\";r=2;t=(8[5-9]\\d|900)"),
				(burst) -> assertThat(burst).matches("\"burst\";r=0;t=(17[5-9]\\d|1800)"));
		HttpResponse<String> refused = get("/me/name", "ada");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
			.hasValueSatisfying((seconds) -> assertThat(seconds).isBetween(1750, 1800));
		assertThat(refused.body()).contains("#quota-exceeded", "\"violated-policies\":[\"burst\"]");
		assertThat(get("/me/name", "bob").statusCode()).isEqualTo(200);
	}

	@Test
	void countsAddressesBeforeAuthentication() throws Exception {
		for (int guess = 0; guess < 4; guess++) {
			assertThat(get("/me/name", "mallory").statusCode()).isEqualTo(401);
		}
		assertThat(get("/me/name", "mallory").statusCode()).isEqualTo(429);
		assertThat(get("/me/name", "ada").statusCode()).isEqualTo(429);
	}

	@Test
	void whatOnePolicyRefusesIsRefundedInTheOther() throws Exception {
		for (int call = 0; call < 10; call++) {
			get("/me/name", "ada");
		}
		assertThat(get("/me/name", "bob").headers().allValues("RateLimit").get(0)).startsWith("\"guess\";r=1;");
	}

	@Test
	void limitsOnlyTheMethodsOfTheRoute() throws Exception {
		for (int call = 0; call < 3; call++) {
			HttpResponse<String> response = send("OPTIONS", "/me/name", "ada");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().allValues("RateLimit")).hasSize(1);
		}
	}

	@Test
	void aLimitOfGetIsOneOfHeadToo() throws Exception {
		assertThat(send("HEAD", "/me/name", "ada").statusCode()).isEqualTo(200);
		assertThat(get("/me/name", "ada").statusCode()).isEqualTo(200);
		assertThat(send("HEAD", "/me/name", "ada").statusCode()).isEqualTo(429);
	}

	@Test
	void rejectsAnonymousRequestsWhereAsked() throws Exception {
		HttpResponse<String> response = get("/users-only", null);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).contains("Sign in");
	}

	@Test
	void answersForLimitedMethodsToo() throws Exception {
		get("/quote/IBM", "ada");
		get("/quote/IBM", "ada");
		HttpResponse<String> refused = get("/quote/IBM", "ada");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).contains("\"violated-policies\":[\"burst\"]");
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((control) -> assertThat(control).contains("no-store"));
		assertThat(refused.headers().allValues("RateLimit-Policy")).containsExactly("\"burst\";q=2;w=3600");
		assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"burst\";r=0;t=");
		assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
			.hasValueSatisfying((seconds) -> assertThat(seconds).isBetween(1700, 1800));
		assertThat(get("/quote/GE", "ada").statusCode()).isEqualTo(200);
	}

	@Test
	void aQuotaThatIsUsedUpIsUnavailabilityAndNotTheClientsFault() throws Exception {
		assertThat(get("/market", "ada").statusCode()).isEqualTo(200);
		HttpResponse<String> refused = get("/market", "ada");
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
			.hasValueSatisfying((seconds) -> assertThat(seconds).isBetween(3500, 3600));
		assertThat(refused.body()).contains("#temporary-reduced-capacity").doesNotContain("market");
	}

	@Test
	void countsDecisionsByPolicyAndOutcome() throws Exception {
		for (int call = 0; call < 3; call++) {
			get("/me/name", "ada");
		}
		assertThat(count("burst", "admitted")).isEqualTo(2);
		assertThat(count("burst", "refused")).isEqualTo(1);
	}

	private double count(String policy, String outcome) {
		return this.meters.get("platform.ratelimit.decisions")
			.tags("policy", policy, "outcome", outcome)
			.counter()
			.count();
	}

	private HttpResponse<String> get(String path, String user) throws Exception {
		return send("GET", path, user);
	}

	private HttpResponse<String> send(String method, String path, String user) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (user != null) {
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes()));
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ Me.class, Quotes.class })
	static class Bank {

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/users-only").permitAll().anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}secret").build(),
					User.withUsername("bob").password("{noop}secret").build());
		}

	}

	@RestController
	static class Me {

		private final Quotes quotes;

		private final RateLimiter market;

		Me(Quotes quotes, RateLimiters limiters) {
			this.quotes = quotes;
			this.market = limiters.get("market");
		}

		@GetMapping("/market")
		String market() throws InterruptedException {
			this.market.acquire(Instant.now());
			return "a price";
		}

		@GetMapping("/me/name")
		String name() {
			return "a name";
		}

		@GetMapping("/users-only")
		String usersOnly() {
			return "a secret";
		}

		@GetMapping("/quote/{symbol}")
		String quote(@PathVariable String symbol) {
			return this.quotes.quote(symbol);
		}

	}

	@Component
	static class Quotes {

		@RateLimit(policy = "burst", key = "#symbol")
		String quote(String symbol) {
			return symbol;
		}

	}

}
