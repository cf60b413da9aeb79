package io.portfolioplatform.ratelimit.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.portfolioplatform.ratelimit.OutgoingQuotaExceededException;
import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.RateLimitExceededException;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformQuotaAutoConfiguration;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitAutoConfiguration;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitWebAutoConfiguration;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Reports} and {@link Prices} stand in the module's README as they do here and
 * keep to their limits, and an application starts with each of its YAML snippets, the
 * first of which tells clients behind a proxy apart. Its other text is not read.
 */
class ReadmeTests {

	@ParameterizedTest
	@ValueSource(strings = { "Reports", "Prices" })
	void readmeShowsTheExample(String example) throws IOException {
		String source = Files
			.readString(Path.of("src/test/java/io/portfolioplatform/ratelimit/example/" + example + ".java"));
		assertThat(readme()).contains(source.substring(source.indexOf("@Component")));
	}

	@Test
	void exampleWorks() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PlatformRateLimitAutoConfiguration.class))
			.withPropertyValues("platform.ratelimit.policies.export.bandwidths[0].capacity=3",
					"platform.ratelimit.policies.export.bandwidths[0].period=1h")
			.withBean(Reports.class)
			.run((context) -> {
				Reports reports = context.getBean(Reports.class);
				assertThat(reports.export("a")).isEqualTo("report of a");
				assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> reports.export("a"));
				assertThat(reports.export("b")).isEqualTo("report of b");
			});
	}

	@Test
	void configurationIsAccepted() throws IOException {
		List<PropertySource<?>> sources = yaml();
		assertThat(sources).hasSize(3);
		sources.forEach((source) -> runner(source).run((context) -> assertThat(context).hasNotFailed()));
	}

	@Test
	void clientsBehindTheProxyAreToldApart() throws IOException {
		runner(yaml().get(0)).run((context) -> {
			Filter filter = context.getBean("platformIpRateLimitFilter", FilterRegistrationBean.class).getFilter();
			for (int attempt = 0; attempt < 10; attempt++) {
				logIn(filter, "192.0.2.1");
			}
			assertThat(logIn(filter, "192.0.2.2")).startsWith("\"api\";r=19;");
		});
	}

	@Test
	void quotaWorks() throws IOException {
		List<PropertySource<?>> sources = yaml();
		runner(sources.get(2)).withBean(Prices.class).run((context) -> {
			Prices prices = context.getBean(Prices.class);
			for (int call = 0; call < 5; call++) {
				assertThat(prices.fetch("IBM")).isEqualTo("price of IBM");
			}
			assertThatExceptionOfType(OutgoingQuotaExceededException.class).isThrownBy(() -> prices.fetch("IBM"));
		});
	}

	private static @Nullable String logIn(Filter filter, String client) throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
		request.setRemoteAddr("10.0.1.7");
		request.addHeader("X-Forwarded-For", client);
		MockHttpServletResponse response = new MockHttpServletResponse();
		filter.doFilter(request, response, new MockFilterChain());
		return response.getHeader("RateLimit");
	}

	private static WebApplicationContextRunner runner(PropertySource<?> source) {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PlatformRateLimitAutoConfiguration.class,
					PlatformRateLimitWebAutoConfiguration.class, PlatformQuotaAutoConfiguration.class))
			.withBean(PlanResolver.class, () -> (user) -> "pro")
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source));
	}

	private static List<PropertySource<?>> yaml() throws IOException {
		List<PropertySource<?>> sources = new ArrayList<>();
		Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(readme());
		while (blocks.find()) {
			byte[] bytes = blocks.group(1).getBytes(StandardCharsets.UTF_8);
			sources
				.addAll(new YamlPropertySourceLoader().load("readme " + sources.size(), new ByteArrayResource(bytes)));
		}
		return sources;
	}

	private static String readme() throws IOException {
		return Files.readString(Path.of("README.md"));
	}

}
