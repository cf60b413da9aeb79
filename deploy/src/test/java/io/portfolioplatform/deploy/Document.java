package io.portfolioplatform.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A YAML document whose parts are read by JSON path.
 *
 * @param json the document
 */
record Document(DocumentContext json) {

	private static final Configuration LENIENT = Configuration.defaultConfiguration()
		.addOptions(Option.SUPPRESS_EXCEPTIONS, Option.DEFAULT_PATH_LEAF_TO_NULL);

	static List<Document> load(Path directory) {
		List<Document> documents = new ArrayList<>();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((file) -> file.toString().endsWith(".yaml")).sorted().toList()) {
				documents.addAll(parse(Files.readString(file)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return documents.stream()
			.flatMap((document) -> document.kind().equals("Kustomization") ? generated(directory, document)
					: Stream.of(document))
			.toList();
	}

	/**
	 * The ConfigMaps that a kustomization makes of files.
	 */
	private static Stream<Document> generated(Path directory, Document kustomization) {
		return kustomization.parts("$.configMapGenerator[*]")
			.stream()
			.map((map) -> of(new HashMap<>(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata",
					new HashMap<>(Map.of("name", map.text("$.name"))), "data",
					Variables.of(directory.resolve(map.text("$.envs[0]")))))));
	}

	static List<Document> read(Path file) {
		return parse(text(file));
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Document> parse(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		List<Document> documents = new ArrayList<>();
		for (Object document : new Yaml(new SafeConstructor(options)).loadAll(new StringReader(text))) {
			documents.add(new Document(JsonPath.using(LENIENT).parse(document)));
		}
		return documents;
	}

	static Document of(Map<String, Object> content) {
		return new Document(JsonPath.using(LENIENT).parse(content));
	}

	static Document json(String text) {
		return new Document(JsonPath.using(LENIENT).parse(text));
	}

	String kind() {
		return text("$.kind");
	}

	String name() {
		return text("$.metadata.name");
	}

	String id() {
		return kind() + "/" + name();
	}

	String text(String path) {
		Object value = value(path);
		return (value != null) ? value.toString() : "";
	}

	int number(String path) {
		return text(path).matches("-?\\d+") ? Integer.parseInt(text(path)) : 0;
	}

	boolean is(String path, Object expected) {
		return expected.equals(value(path));
	}

	boolean has(String path) {
		return value(path) != null;
	}

	/**
	 * Return the names of an object's fields.
	 * @param path where it is
	 * @return the names, none where there is no object
	 */
	Set<String> fields(String path) {
		return (value(path) instanceof Map<?, ?> object)
				? object.keySet().stream().map(Object::toString).collect(Collectors.toSet()) : Set.of();
	}

	@Nullable Object value(String path) {
		return this.json.read(path);
	}

	/**
	 * Return everything that an indefinite path finds.
	 * @param path a path with a wildcard
	 * @return the values, without nulls
	 */
	List<Object> all(String path) {
		return (this.json.read(path) instanceof List<?> values)
				? values.stream().filter(Objects::nonNull).map(Object.class::cast).toList() : List.of();
	}

	List<Document> parts(String path) {
		return all(path).stream()
			.filter((part) -> part instanceof Map<?, ?>)
			.map((part) -> new Document(JsonPath.using(LENIENT).parse(part)))
			.toList();
	}

	Document part(String path) {
		return new Document(JsonPath.using(LENIENT).parse(Objects.requireNonNull(value(path), path)));
	}

	static boolean anyEquals(Object value, Object... candidates) {
		return Arrays.asList(candidates).contains(value);
	}

}
