package io.portfolioplatform.app.security;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is meant for operators is out of reach from the port that the world sees.
 */
@AttackTest
class ManagementPortTests {

	private static final String HOST = "X-Forwarded-For: 127.0.0.1";

	private final String operator = "Authorization: Bearer " + DemoTokens.operatorTokenFor(UUID.randomUUID());

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int management;

	@Test
	void noEndpointIsOnTheMainPort(@Autowired PathMappedEndpoints endpoints) {
		List<String> paths = endpoints.getAllPaths().stream().toList();
		assertThat(paths).hasSizeGreaterThan(6).contains("/actuator/health", "/actuator/prometheus");
		assertThat(main("/actuator").status()).isEqualTo(404);
		assertThat(paths).allSatisfy((path) -> {
			assertThat(main(path).status()).as(path).isEqualTo(404);
			assertThat(new RawHttp(this.port).get("POST " + path, this.operator, "Content-Length: 0").status()).as(path)
				.isIn(404, 405);
		});
		assertThat(new RawHttp(this.management).get("GET /actuator/health").status()).isEqualTo(200);
		assertThat(new RawHttp(this.management).get("GET /actuator/prometheus").text()).contains("jvm_memory");
	}

	/**
	 * The runbook sends there.
	 */
	@Test
	void operatorsAreToldWhatIsDown() {
		assertThat(new RawHttp(this.management).get("GET /actuator/health").text()).contains("\"db\"", "\"age\"",
				"\"platformCache\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//actuator/prometheus", "/actuator//prometheus", "/actuator;x=1/prometheus",
			"/./actuator/prometheus", "/x/../actuator/prometheus", "/%61ctuator/prometheus", "/actuator%2fprometheus",
			"/ACTUATOR/prometheus", "/actuator/prometheus/", "/management/prometheus", "/manage/prometheus",
			"http://localhost:8081/actuator/prometheus" })
	void noSpellingOfAPathReachesThem(String target) {
		for (String header : List.of(HOST, "X-Original-URL: /actuator/prometheus",
				"X-Rewrite-URL: /actuator/prometheus", "X-Forwarded-Port: " + this.management,
				"X-Forwarded-Prefix: /actuator")) {
			RawHttp.Answer answer = new RawHttp(this.port).get("GET " + target, this.operator, header);
			assertThat(answer.status()).as(header).isIn(400, 404);
			assertThat(answer.text()).doesNotContain("jvm_memory");
		}
	}

	private RawHttp.Answer main(String path) {
		return new RawHttp(this.port).get("GET " + path, this.operator, HOST);
	}

}
