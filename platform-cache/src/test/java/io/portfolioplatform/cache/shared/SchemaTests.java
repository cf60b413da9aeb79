package io.portfolioplatform.cache.shared;

import java.io.File;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.tools.ToolProvider;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.annotation.JsonDeserialize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Schema}.
 */
class SchemaTests {

	@Test
	void typesOfDifferentContentDiffer() throws ReflectiveOperationException {
		assertThat(List.of(of("a"), of("b"), of("c"), of("d"))).doesNotHaveDuplicates();
		assertThat(of("a")).isEqualTo(of("a")).hasSize(16);
	}

	@Test
	void readsTypesThatContainThemselves() {
		assertThat(Schema.of(Tree.class)).isNotEqualTo(Schema.of(String.class));
	}

	/**
	 * Bytes of a version in which something has another name are not of this one: Jackson
	 * would leave out what it does not know.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "List<? extends Quote> results; record Quote(String old) { }",
			"Map<String, ? extends List<? extends Quote>> results; record Quote(String old) { }",
			"Box<?> results; record Box<T extends Quote>(T value) { } record Quote(String old) { }",
			"Quotes results; static class Quotes extends ArrayList<Quote> { } record Quote(String old) { }",
			"List<Quote>[] results; record Quote(String old) { }",
			"Any results; @JsonTypeInfo(use = JsonTypeInfo.Id.NAME) @JsonSubTypes(@JsonSubTypes.Type(Quote.class)) "
					+ "interface Any { } record Quote(String old) implements Any { }",
			"Any results; @JsonTypeInfo(use = JsonTypeInfo.Id.NAME) sealed interface Any permits Quote { } "
					+ "record Quote(String old) implements Any { }",
			"Any results; @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, defaultImpl = Quote.class) interface Any { } "
					+ "record Quote(String old) implements Any { }",
			"Any results; @JsonDeserialize(as = Quote.class) interface Any { } "
					+ "record Quote(String old) implements Any { }",
			"Held results; record Held(@JsonDeserialize(as = Quote.class) Any any) { } interface Any { } "
					+ "record Quote(String old) implements Any { }",
			"Held results; record Held(@JsonTypeInfo(use = JsonTypeInfo.Id.NAME) "
					+ "@JsonSubTypes(@JsonSubTypes.Type(Quote.class)) Any any) { } interface Any { } "
					+ "record Quote(String old) implements Any { }",
			"Quote results; record Quote(@JsonProperty(\"old\") String price) { }",
			"Any results; static class Any { private final Map<String, String> prices = Map.of(); "
					+ "public List<Quote> getQuotes() { return List.of(); } public void setQuotes(List<Quote> quotes) { } } "
					+ "record Quote(String old) { }" })
	void versionsDiffer(String source, @TempDir Path directory) throws Exception {
		assertThat(of(source, directory)).isEqualTo(of(source, directory))
			.isNotEqualTo(of(source.replace("old", "renamed"), directory));
	}

	private static String of(String source, Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("Version.java"),
				"import com.fasterxml.jackson.annotation.*; import tools.jackson.databind.annotation.*; "
						+ "import java.util.*; class Version { " + source + " }");
		String libraries = List.of(JsonTypeInfo.class, JsonDeserialize.class)
			.stream()
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
			.collect(Collectors.joining(File.pathSeparator));
		int failed = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-cp", libraries, file.toString());
		assertThat(failed).isZero();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() })) {
			return Schema.of(loader.loadClass("Version").getDeclaredField("results").getGenericType());
		}
	}

	private static String of(String field) throws ReflectiveOperationException {
		Type type = Fields.class.getDeclaredField(field).getGenericType();
		return Schema.of(type);
	}

	static class Fields {

		List<Tree> a = List.of();

		List<String> b = List.of();

		Map<String, Tree[]> c = Map.of();

		Tree[] d = {};

	}

	record Tree(String name, List<Tree> children) {

	}

}
