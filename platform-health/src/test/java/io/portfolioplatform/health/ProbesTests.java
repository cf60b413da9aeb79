package io.portfolioplatform.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The probes over HTTP, on the main port and on a management port of its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "server.servlet.context-path=/shop" })
class ProbesTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	ApplicationContext context;

	@LocalServerPort
	int port;

	@LocalManagementPort
	int managementPort;

	@AfterEach
	void recover() {
		AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@ParameterizedTest
	@EnumSource
	void passOnBothPorts(Probe probe) throws Exception {
		for (URI uri : onBothPorts(probe)) {
			HttpResponse<String> response = send("GET", uri);
			assertThat(response.statusCode()).as(uri.toString()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		}
	}

	@Test
	void readinessFollowsTheApplication() throws Exception {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		assertAnswers(Probe.READINESS, 503);
		assertAnswers(Probe.LIVENESS, 200);
		assertAnswers(Probe.STARTUP, 200);
	}

	@Test
	void livenessFollowsTheApplication() throws Exception {
		AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
		assertAnswers(Probe.LIVENESS, 503);
		assertThat(send("GET", onBothPorts(Probe.LIVENESS)[1]).body()).contains("\"status\":\"DOWN\"", "\"reason\":");
	}

	/**
	 * Which the world may reach.
	 */
	@Test
	void theMainPortDoesNotSayWhy() throws Exception {
		AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
		assertThat(send("GET", onBothPorts(Probe.LIVENESS)[0]).body()).isEqualTo("{\"status\":\"DOWN\"}");
	}

	@Test
	void headHasNoBody() throws Exception {
		HttpResponse<String> response = send("HEAD", onBothPorts(Probe.LIVENESS)[0]);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void refusesToBeChanged(String method) throws Exception {
		HttpResponse<String> response = send(method, onBothPorts(Probe.LIVENESS)[0]);
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
	}

	private void assertAnswers(Probe probe, int status) throws IOException, InterruptedException {
		for (URI uri : onBothPorts(probe)) {
			assertThat(send("GET", uri).statusCode()).as(uri.toString()).isEqualTo(status);
		}
	}

	private URI[] onBothPorts(Probe probe) {
		return new URI[] { URI.create("http://localhost:" + this.port + "/shop" + probe.path()),
				URI.create("http://localhost:" + this.managementPort + probe.path()) };
	}

	private HttpResponse<String> send(String method, URI uri) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

	}

}
