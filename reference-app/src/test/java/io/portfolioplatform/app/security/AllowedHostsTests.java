package io.portfolioplatform.app.security;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AllowedHosts}, {@link AllowedHostsFilter} and
 * {@link AllowedHostsConfiguration}.
 */
class AllowedHostsTests {

	private final WebApplicationContextRunner context = new WebApplicationContextRunner()
		.withUserConfiguration(TestConfiguration.class);

	@ParameterizedTest
	@CsvSource({ "portfolio.example.com, true", "PORTFOLIO.example.COM, true", "portfolio.example.com., true",
			"www.portfolio.example.com, false", "internal.net, true", "a.b.internal.net, true",
			"notinternal.net, false", "evil.example, false", "[::1], true", "127.0.0.1, false" })
	void allowsExactNamesAndSubdomainsOfADot(String host, boolean allowed) {
		AllowedHosts hosts = new AllowedHosts(List.of(" Portfolio.example.com", ".internal.net", "[::1]", ""));
		assertThat(hosts.allows(host)).isEqualTo(allowed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*" })
	void allowsEveryNameWithoutAList(String names) {
		AllowedHosts hosts = new AllowedHosts(List.of(names));
		assertThat(hosts.isRestricted()).isFalse();
		assertThat(hosts.allows("anything")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com", "example.com:8080", "example.com/", "*.example.com", "a b" })
	void namesAnEntryThatIsNoHostName(String name) {
		assertThatExceptionOfType(InvalidSecurityConfigurationException.class)
			.isThrownBy(() -> new AllowedHosts(List.of(name)))
			.withMessageContaining("ALLOWED_HOSTS")
			.withMessageContaining(name);
	}

	@Test
	void refusesAnotherHostWithAProblem() {
		this.context.withPropertyValues("portfolio.security.allowed-hosts=portfolio.example.com,other.example.com")
			.run((context) -> {
				FilterRegistrationBean<?> filter = context.getBean(FilterRegistrationBean.class);
				assertThat(filter.isEnabled()).isTrue();
				MockMvcTester mvc = MockMvcTester.from(context, (mock) -> mock.addFilters(filter.getFilter()).build());
				assertThat(mvc.get().uri("http://other.example.com/")).hasStatusOk();
				assertThat(mvc.get().uri("http://evil.example/").accept(MediaType.TEXT_HTML))
					.hasStatus(HttpStatus.BAD_REQUEST)
					.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
					.bodyJson()
					.extractingPath("$.title")
					.isEqualTo("Unknown host");
			});
	}

	/**
	 * As compose puts it together, where no name has been added.
	 */
	@Test
	void refusesAnotherHostWhereOnlyTheMachineItselfIsNamed() {
		this.context.withPropertyValues("portfolio.security.allowed-hosts=localhost,127.0.0.1,").run((context) -> {
			FilterRegistrationBean<?> filter = context.getBean(FilterRegistrationBean.class);
			assertThat(filter.isEnabled()).isTrue();
			MockMvcTester mvc = MockMvcTester.from(context, (mock) -> mock.addFilters(filter.getFilter()).build());
			assertThat(mvc.get().uri("http://127.0.0.1:8080/")).hasStatusOk();
			assertThat(mvc.get().uri("http://localhost/")).hasStatusOk();
			assertThat(mvc.get().uri("http://evil.example/")).hasStatus(HttpStatus.BAD_REQUEST)
				.bodyJson()
				.extractingPath("$.detail")
				.asString()
				.contains("ALLOWED_HOSTS");
		});
	}

	@Test
	void registersNoFilterWithoutAList() {
		this.context.run((context) -> assertThat(context.getBean(FilterRegistrationBean.class).isEnabled()).isFalse());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	@EnableConfigurationProperties(SecurityProperties.class)
	@Import({ AllowedHostsConfiguration.class, Page.class, Advice.class })
	static class TestConfiguration {

	}

	@RestController
	static class Page {

		@GetMapping("/")
		String page() {
			return "page";
		}

	}

	@RestControllerAdvice
	static class Advice extends ResponseEntityExceptionHandler {

	}

}
