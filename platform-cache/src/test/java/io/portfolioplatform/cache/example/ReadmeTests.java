package io.portfolioplatform.cache.example;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippet of the module's README, compiled and run.
 */
class ReadmeTests {

	@ParameterizedTest
	@ValueSource(strings = { "Overviews", "Quotes" })
	void readmeShowsExample(String name) throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/cache/example/" + name + ".java"));
		assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("@Service")));
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
