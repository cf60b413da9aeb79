package io.portfolioplatform.ratelimit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limited routes of a WebFlux application with Spring Security.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive",
				"platform.ratelimit.quotas.market.windows[0].limit=1",
				"platform.ratelimit.quotas.market.windows[0].period=1h",
				"platform.ratelimit.policies.burst.bandwidths[0].capacity=2",
				"platform.ratelimit.policies.burst.bandwidths[0].period=1h",
				"platform.ratelimit.policies.guess.bandwidths[0].capacity=4",
				"platform.ratelimit.policies.guess.bandwidths[0].period=1h",
				"platform.ratelimit.routes[0].path=/me/{what}", "platform.ratelimit.routes[0].policy=burst",
				"platform.ratelimit.routes[1].path=/me/**", "platform.ratelimit.routes[1].policy=guess",
				"platform.ratelimit.routes[1].key=ip", "platform.ratelimit.routes[2].path=/users-only",
				"platform.ratelimit.routes[2].policy=burst", "platform.ratelimit.routes[2].anonymous=reject",
				"platform.ratelimit.routes[3].path=/dear", "platform.ratelimit.routes[3].policy=guess",
				"platform.ratelimit.routes[3].cost=3", "platform.ratelimit.routes[4].path=/nobody",
				"platform.ratelimit.routes[4].policy=burst", "platform.ratelimit.routes[4].anonymous=reject" })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ReactiveRoutesTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	MeterRegistry meters;

	@LocalServerPort
	int port;

	@Test
	void countsUsersAfterAuthenticationAndAnswersAsTheDraftSays() throws Exception {
		assertThat(get("/me/name", "ada").headers().allValues("RateLimit-Policy"))
			.containsExactly("\"guess\";q=4;w=3600", "\"burst\";q=2;w=3600");
		get("/me/name", "ada");
		HttpResponse<String> refused = get("/me/name", "ada");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
			.hasValueSatisfying((seconds) -> assertThat(seconds).isBetween(1700, 1800));
		assertThat(refused.body()).contains("#quota-exceeded", "\"violated-policies\":[\"burst\"]");
		assertThat(get("/me/name", "bob").statusCode()).isEqualTo(200);
		assertThat(this.meters.get("platform.ratelimit.decisions")
			.tags("policy", "burst", "outcome", "refused", "path", "/me/{what}")
			.counter()
			.count()).isEqualTo(1);
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
	void whatTheLaterStageRefusesIsRefundedInTheEarlier() throws Exception {
		for (int call = 0; call < 10; call++) {
			get("/me/name", "ada");
		}
		assertThat(get("/me/name", "bob").headers().allValues("RateLimit").get(0)).startsWith("\"guess\";r=1;");
	}

	@Test
	void rejectsAnonymousRequestsWhereAsked() throws Exception {
		HttpResponse<String> rejected = get("/users-only", null);
		assertThat(rejected.statusCode()).isEqualTo(401);
		assertThat(rejected.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
		assertThat(rejected.body()).contains("Sign in");
		assertThat(get("/nobody", null).statusCode()).as("though Spring Security has a name for them").isEqualTo(401);
	}

	@Test
	void aRequestMayCostMore() throws Exception {
		assertThat(get("/dear", "ada").headers().allValues("RateLimit").get(0)).startsWith("\"guess\";r=1;");
		assertThat(get("/dear", "ada").statusCode()).isEqualTo(429);
	}

	@Test
	void answersForLimitedMethodsToo() throws Exception {
		for (String kind : List.of("mono", "flux", "future", "plain", "bean")) {
			get("/quotes/" + kind, "ada");
			assertThat(get("/quotes/" + kind, "ada").body()).contains("IBM");
			HttpResponse<String> refused = get("/quotes/" + kind, "ada");
			assertThat(refused.statusCode()).as(kind).isEqualTo(429);
			assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
				.hasValueSatisfying((seconds) -> assertThat(seconds).isBetween(1700, 1800));
			assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"burst\";r=0;t=");
			assertThat(refused.body()).contains("\"violated-policies\":[\"burst\"]");
		}
	}

	@Test
	void aQuotaThatIsUsedUpIsUnavailability() throws Exception {
		assertThat(get("/market", "ada").statusCode()).isEqualTo(200);
		HttpResponse<String> refused = get("/market", "ada");
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
	}

	private HttpResponse<String> get(String path, String user) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		if (user != null) {
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes()));
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * On Netty: on Tomcat an answer that is written on a thread of Reactor's can be
	 * interrupted by the end of the request, and the connection is closed without it.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration")
	@Import({ Me.class, Quotes.class, Prices.class })
	static class Bank {

		@Bean
		SecurityWebFilterChain security(ServerHttpSecurity http) {
			return http
				.authorizeExchange(
						(requests) -> requests.pathMatchers("/users-only").permitAll().anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		@Order(0)
		SecurityWebFilterChain anonymous(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/nobody"))
				.authorizeExchange((requests) -> requests.anyExchange().permitAll())
				.anonymous(Customizer.withDefaults())
				.build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(User.withUsername("ada").password("{noop}secret").build(),
					User.withUsername("bob").password("{noop}secret").build());
		}

	}

	@RestController
	static class Quotes {

		private final Prices prices;

		private final RateLimiter market;

		Quotes(Prices prices, RateLimiters limiters) {
			this.prices = prices;
			this.market = limiters.get("market");
		}

		@RateLimit(policy = "burst", key = "'all'")
		@GetMapping("/quotes/mono")
		Mono<String> mono() {
			return Mono.just("IBM");
		}

		@RateLimit(policy = "burst", key = "'all'")
		@GetMapping("/quotes/flux")
		Flux<String> flux() {
			return Flux.just("IBM", "GE");
		}

		@RateLimit(policy = "burst", key = "'all'")
		@GetMapping("/quotes/future")
		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("IBM");
		}

		@RateLimit(policy = "burst", key = "'all'")
		@GetMapping("/quotes/plain")
		String plain() {
			return "IBM";
		}

		@GetMapping("/quotes/bean")
		Mono<String> bean() {
			return this.prices.of("IBM");
		}

		@GetMapping("/market")
		Mono<String> market() {
			return Mono.fromCallable(() -> {
				this.market.acquire(Instant.now());
				return "a price";
			}).subscribeOn(Schedulers.boundedElastic());
		}

	}

	@Component
	static class Prices {

		@RateLimit(policy = "burst", key = "#symbol")
		Mono<String> of(String symbol) {
			return Mono.just(symbol);
		}

	}

	@RestController
	static class Me {

		@GetMapping({ "/me/name", "/users-only", "/dear", "/nobody" })
		String page() {
			return "page";
		}

	}

}
