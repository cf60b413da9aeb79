package io.portfolioplatform.health.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.RunningApplication;
import io.portfolioplatform.health.Work;
import io.portfolioplatform.health.traffic.Traffic;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring MVC and the Actuator elsewhere than at the root.
 */
class ServletPathTests {

	@ParameterizedTest
	@CsvSource({ "/app,''", "/app/,''", "/app,/site" })
	void knowsRoutesAndTheActuatorBelowIt(String servletPath, String contextPath) throws Exception {
		try (RunningApplication application = RunningApplication.start(Shop.class,
				"--spring.mvc.servlet.path=" + servletPath, "--server.servlet.register-default-servlet=true",
				"--server.servlet.context-path=" + contextPath)) {
			for (String path : new String[] { "/app/work", "/app/actuator/health", "/livez" }) {
				assertThat(application.send(contextPath + path).statusCode()).as(path).isEqualTo(200);
			}
			assertThat(application.send(contextPath + "/apple/work").statusCode()).isEqualTo(404);
			assertThat(application.context().getBean(MeterRegistry.class).find("platform.health.limit").gauges())
				.extracting((gauge) -> String.valueOf(gauge.getId().getTag("route")))
				.containsExactlyInAnyOrder("/work", "other");
			Traffic traffic = application.context().getBean(Traffic.class);
			Awaitility.await().until(() -> traffic.inProgress() == 0);
			Awaitility.await()
				.untilAsserted(() -> assertThat(traffic.answered()).as("neither the Actuator nor probes").isEqualTo(2));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	@Import(Work.class)
	static class Shop {

	}

}
