package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.memoize.InvalidMemoizeException;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnsharableTypes}.
 */
class UnsharableTypesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class))
		.withPropertyValues("platform.redis.url=redis://127.0.0.1:1", "platform.cache.shared.enabled=true");

	@ParameterizedTest
	@ValueSource(strings = { "text", "amounts", "nested", "maybe", "ids", "choice", "ignoring", "boundedText" })
	void sharable(String method) {
		assertThat(UnsharableTypes.problem(type(method))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "open", "listOfOpen", "mapOfOpen", "arrayOfOpen", "holder", "noConstructor", "bounded",
			"boundOfVariable", "openInSubtype", "inheritedArgument", "arrayOfLists" })
	void notSharable(String method) {
		assertThat(UnsharableTypes.problem(type(method))).isPresent();
	}

	@Test
	void stopsStart() {
		this.runner.withBean(Shared.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(InvalidMemoizeException.class, (ex) -> {
					assertThat(ex.getMethod()).isEqualTo(Shared.class.getName() + ".open(String)");
					assertThat(ex.getReason()).startsWith("its results are shared, and " + Open.class.getName());
					assertThat(ex.getAction()).contains("shared = false");
				}));
	}

	@Test
	void startsWithoutSharing() {
		this.runner.withPropertyValues("platform.cache.shared.enabled=false")
			.withBean(Shared.class)
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withBean(Unshared.class).run((context) -> assertThat(context).hasNotFailed());
	}

	private static Type type(String method) {
		return Arrays.stream(Types.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method))
			.findFirst()
			.orElseThrow()
			.getGenericReturnType();
	}

	static class Shared {

		@Memoize(ttl = "5m")
		Open open(String key) {
			return null;
		}

	}

	static class Unshared {

		@Memoize(ttl = "5m", shared = false)
		Open open(String key) {
			return null;
		}

	}

	interface Types {

		String text();

		Map<String, List<BigDecimal>> amounts();

		Node nested();

		Optional<LocalDate> maybe();

		UUID[] ids();

		Choice choice();

		Ignoring ignoring();

		Open open();

		List<Open> listOfOpen();

		Map<String, Open> mapOfOpen();

		Open[] arrayOfOpen();

		Holder holder();

		NoConstructor noConstructor();

		List<? extends String> boundedText();

		List<? extends Open> bounded();

		Box<?> boundOfVariable();

		OpenChoice openInSubtype();

		Opens inheritedArgument();

		List<Open>[] arrayOfLists();

	}

	interface Open {

	}

	record Node(String name, int depth, List<Node> children) {

	}

	record Holder(String name, Open open) {

	}

	record Ignoring(String name, @JsonIgnore Open open) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Chosen.class))
	interface Choice {

	}

	record Chosen(String name) implements Choice {

	}

	record Box<T extends Open>(String name, T value) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Opened.class))
	interface OpenChoice {

	}

	record Opened(Open open) implements OpenChoice {

	}

	@SuppressWarnings("serial")
	static class Opens extends ArrayList<Open> {

	}

	static class NoConstructor {

		private final String name;

		NoConstructor(String name, Object other) {
			this.name = name + other;
		}

		public String getName() {
			return this.name;
		}

	}

}
