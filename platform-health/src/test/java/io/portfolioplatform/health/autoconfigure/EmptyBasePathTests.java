package io.portfolioplatform.health.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.RunningApplication;
import io.portfolioplatform.health.Work;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Actuator without a path of its own, on the port of the application.
 */
class EmptyBasePathTests {

	@ParameterizedTest
	@CsvSource({ "/,''", "'',''", "/manage/,/manage" })
	void tellsEndpointsFromRoutes(String basePath, String prefix) throws Exception {
		try (RunningApplication application = RunningApplication.start(Shop.class,
				"--management.endpoints.web.base-path=" + basePath,
				"--management.endpoints.web.exposure.include=health,scorecard",
				"--platform.health.scorecard.min-requests=5")) {
			for (int i = 0; i < 5; i++) {
				application.get("/work");
				application.get("/healthy");
				application.get(prefix + "/health");
			}
			assertThat(application.get(prefix + "/scorecard?format=text"))
				.containsPattern("(PASS|FAIL) +slow requests +GET /work")
				.contains("GET /healthy")
				.doesNotContain("GET " + prefix + "/health ", "GET " + prefix + "/scorecard");
			assertThat(application.context().getBean(MeterRegistry.class).find("platform.health.limit").gauges())
				.extracting((gauge) -> String.valueOf(gauge.getId().getTag("route")))
				.containsExactlyInAnyOrder("/work", "/healthy");
			String own = prefix.isEmpty() ? "/health|/scorecard" : prefix;
			assertThat(application.get(prefix + "/scorecard?format=rules")).contains("uri!~\"(" + own + ")(/.*)?\"");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	@Import(Work.class)
	static class Shop {

	}

}
