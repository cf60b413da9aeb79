package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.traffic.ServletPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletPathConfiguration}; {@link ServletPathTests} shows what filters
 * make of it.
 */
class ServletPathConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, PlatformHealthAutoConfiguration.class,
				PlatformHealthSheddingAutoConfiguration.class));

	@Test
	void asksTheServletThatTheApplicationRegisters() {
		this.runner.withUserConfiguration(ByHand.class)
			.withPropertyValues("spring.mvc.servlet.path=/elsewhere")
			.run((context) -> assertThat(context.getBean(ServletPath.class)).isEqualTo(new ServletPath("/app")));
	}

	@Test
	void asksTheServletOfSpringBoot() {
		this.runner.run((context) -> assertThat(context.getBean(ServletPath.class)).isEqualTo(ServletPath.ROOT));
		this.runner.withPropertyValues("spring.mvc.servlet.path=/app/")
			.run((context) -> assertThat(context.getBean(ServletPath.class)).isEqualTo(new ServletPath("/app")));
	}

	@Test
	void takesThePropertyWhereThereIsASecondServletOrMapping() {
		WebApplicationContextRunner app = this.runner.withPropertyValues("spring.mvc.servlet.path=/app");
		app.withUserConfiguration(Second.class)
			.run((context) -> assertThat(context.getBean(ServletPath.class)).isEqualTo(new ServletPath("/app")));
		app.withUserConfiguration(Twice.class)
			.run((context) -> assertThat(context.getBean(ServletPath.class)).isEqualTo(new ServletPath("/app")));
	}

	@Test
	void isNowhereWithoutSpringMvc() {
		this.runner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ServletPath.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class ByHand {

		@Bean
		DispatcherServletRegistrationBean dispatcherServletRegistration(DispatcherServlet servlet) {
			return new DispatcherServletRegistrationBean(servlet, "/app");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Twice {

		@Bean
		ServletRegistrationBean<DispatcherServlet> dispatcherServletRegistration(DispatcherServlet servlet) {
			return new ServletRegistrationBean<>(servlet, "/app/*", "/rest/*");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Second {

		@Bean
		ServletRegistrationBean<DispatcherServlet> second() {
			return new ServletRegistrationBean<>(new DispatcherServlet(), "/second/*");
		}

	}

}
