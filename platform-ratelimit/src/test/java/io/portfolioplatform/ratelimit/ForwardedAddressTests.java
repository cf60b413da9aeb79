package io.portfolioplatform.ratelimit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A hundred hostile {@code X-Forwarded-For} headers of one client, through a real server
 * in each of the ways in which Spring Boot treats them, and on both kinds of stack.
 */
class ForwardedAddressTests {

	private static final List<String> TRICKS = List.of("10.0.0.1", "127.0.0.1", "::1", "localhost", "1.2.3.4:80",
			"unknown", "999.1.1.1", "fd00::2", "0x7f.1", "' or 1=1", "8.8.8.8", "[2001:db8::1]:443");

	@ParameterizedTest
	@CsvSource({ "servlet, none, 127.0.0.0/8", "servlet, framework, 127.0.0.0/8", "servlet, native, 127.0.0.0/8",
			"servlet, native, ''", "reactive, none, 127.0.0.0/8" })
	void aClientStaysTheSameWhateverItClaims(String stack, String strategy, String trusted) throws Exception {
		try (ConfigurableApplicationContext server = start(stack, strategy, trusted)) {
			Random random = new Random(42);
			int admitted = 0;
			for (int attempt = 0; attempt < 100; attempt++) {
				String claimed = TRICKS.get(random.nextInt(TRICKS.size())) + ", " + random.nextInt(224) + "."
						+ random.nextInt(256) + ".1." + random.nextInt(256);
				// The proxy appends whom it has seen.
				admitted += (get(server, claimed + ", 203.0.113.7") == 200) ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(5);
			assertThat(get(server, "203.0.113.7, 198.51.100.9")).as("someone else").isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "servlet, none", "servlet, framework", "reactive, none" })
	void withoutTrustedProxiesTheHeaderMeansNothing(String stack, String strategy) throws Exception {
		try (ConfigurableApplicationContext server = start(stack, strategy, "")) {
			int admitted = 0;
			for (int attempt = 0; attempt < 20; attempt++) {
				admitted += (get(server, "203.0.113." + attempt) == 200) ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(5);
		}
	}

	@ParameterizedTest
	@CsvSource({ "servlet", "reactive" })
	void anIpv6CustomerIsOneClientInAllOfItsNetwork(String stack) throws Exception {
		try (ConfigurableApplicationContext server = start(stack, "none", "127.0.0.0/8")) {
			int admitted = 0;
			for (int attempt = 0; attempt < 20; attempt++) {
				admitted += (get(server, "2001:db8:1:2::" + Integer.toHexString(attempt)) == 200) ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(5);
			assertThat(get(server, "2001:db8:1:3::1")).isEqualTo(200);
		}
	}

	@Test
	void onKubernetesTheContainerReadsTheHeaderAndItMeansTheSame() throws Exception {
		try (ConfigurableApplicationContext server = start("servlet", null, "127.0.0.0/8")) {
			int admitted = 0;
			for (int attempt = 0; attempt < 20; attempt++) {
				admitted += (get(server, "8.8.8." + attempt + ", 203.0.113.7") == 200) ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(5);
			assertThat(get(server, "203.0.113.7, 198.51.100.9")).as("someone else").isEqualTo(200);
		}
		assertThatThrownBy(() -> start("reactive", null, "127.0.0.0/8")).rootCause()
			.isInstanceOf(InvalidRateLimitException.class)
			.hasMessageContaining("'native' (Spring Boot's default on KUBERNETES)");
	}

	@ParameterizedTest
	@CsvSource({ "framework", "native" })
	void webFluxDoesNotStartWhereItWouldBelieveInventedAddresses(String strategy) {
		assertThatThrownBy(() -> start("reactive", strategy, "127.0.0.0/8")).rootCause()
			.isInstanceOf(InvalidRateLimitException.class)
			.hasMessageContaining("server.forward-headers-strategy")
			.hasMessageNotContaining("default");
	}

	@ParameterizedTest
	@ValueSource(strings = { "address", "header('X-Device') ?: Address", "getAddress() + path" })
	void norDoesItForAnExpressionThatReadsTheAddress(String expression) {
		assertThatThrownBy(() -> startWith(expression)).rootCause()
			.isInstanceOf(InvalidRateLimitException.class)
			.hasMessageContaining("server.forward-headers-strategy");
	}

	@Test
	void anExpressionWithoutTheAddressStarts() {
		assertThatNoException().isThrownBy(() -> startWith("header('X-Device')").close());
	}

	private static ConfigurableApplicationContext startWith(String expression) {
		return start("reactive", "framework", "", "--platform.ratelimit.routes[0].path=/**",
				"--platform.ratelimit.routes[0].policy=few", "--platform.ratelimit.routes[0].key=expression",
				"--platform.ratelimit.routes[0].expression=" + expression,
				"--platform.ratelimit.routes[0].anonymous=reject");
	}

	private static ConfigurableApplicationContext start(String stack, String strategy, String trusted,
			String... arguments) {
		return new SpringApplicationBuilder(Site.class)
			.properties("spring.main.web-application-type=" + stack, "server.port=0", "server.address=127.0.0.1",
					(strategy != null) ? "server.forward-headers-strategy=" + strategy
							: "spring.main.cloud-platform=kubernetes",
					"platform.ratelimit.client-ip.trusted-proxies=" + trusted,
					"platform.ratelimit.policies.few.bandwidths[0].capacity=5",
					"platform.ratelimit.policies.few.bandwidths[0].period=1h", "platform.ratelimit.routes[0].path=/**",
					"platform.ratelimit.routes[0].policy=few", "platform.ratelimit.routes[0].key=ip")
			.run(arguments);
	}

	private static int get(ConfigurableApplicationContext server, String forwardedFor) throws Exception {
		String port = server.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
			.header("X-Forwarded-For", forwardedFor)
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration(excludeName = {
			"org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration" })
	@RestController
	static class Site {

		@GetMapping("/")
		String home() {
			return "home";
		}

	}

}
