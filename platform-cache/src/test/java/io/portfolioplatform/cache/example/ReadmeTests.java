package io.portfolioplatform.cache.example;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.autoconfigure.CachePageAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Overviews}, {@link Quotes} and {@link PriceController} stand in the module's
 * README as they do here, and each does what it is shown for. Its other text is not read.
 */
class ReadmeTests {

	@ParameterizedTest
	@ValueSource(strings = { "Overviews", "Quotes", "PriceController" })
	void readmeShowsExample(String name) throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/cache/example/" + name + ".java"));
		assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("\n@") + 1));
	}

	@Test
	void exampleWorks() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withBean(Accounts.class)
			.withBean(Overviews.class)
			.run((context) -> {
				Overviews overviews = context.getBean(Overviews.class);
				Overviews.Overview first = overviews.overviewOf("u");
				assertThat(overviews.overviewOf("u")).isSameAs(first);
				overviews.deposit("u", BigDecimal.TEN);
				assertThat(overviews.overviewOf("u").netWorth()).isEqualTo(BigDecimal.TEN);
			});
	}

	@Test
	void exampleOfPageWorks() {
		PriceController.Prices prices = (symbol, limit) -> List.of(BigDecimal.ONE, BigDecimal.TEN).subList(0, limit);
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class,
							PlatformCacheAutoConfiguration.class, CachePageAutoConfiguration.class))
			.withBean(PriceController.Prices.class, () -> prices)
			.withBean(PriceController.class)
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from(context);
				assertThat(mvc.get().uri("/prices/A?limit=2")).hasStatusOk()
					.hasHeader("Cache-Control", "max-age=60, public")
					.hasBodyTextEqualTo("[1,10]");
			});
	}

	@Test
	void exampleOfCacheByNameWorks() {
		List<Set<String>> asked = new ArrayList<>();
		Quotes.Exchange exchange = (symbols) -> {
			asked.add(Set.copyOf(symbols));
			return symbols.stream().collect(Collectors.toMap((symbol) -> symbol, (symbol) -> BigDecimal.ONE));
		};
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withBean(Quotes.Exchange.class, () -> exchange)
			.withBean(Quotes.class)
			.run((context) -> {
				Quotes quotes = context.getBean(Quotes.class);
				quotes.of(Set.of("A"));
				assertThat(quotes.of(Set.of("A", "B"))).containsOnlyKeys("A", "B");
				assertThat(asked).containsExactly(Set.of("A"), Set.of("B"));
			});
	}

}
