package io.portfolioplatform.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a CustomResourceDefinition allows: the server would refuse the rest, or drop it
 * without a word.
 *
 * @param definition its OpenAPI schema
 */
record Schema(Map<?, ?> definition) {

	static Schema of(String kind) throws IOException {
		try (InputStream file = Objects.requireNonNull(Schema.class.getResourceAsStream("/crds/" + kind + ".json"),
				kind)) {
			return new Schema(Document.json(new String(file.readAllBytes(), StandardCharsets.UTF_8)).json().read("$"));
		}
	}

	List<String> violations(Document document) {
		List<String> violations = new ArrayList<>();
		if (!document.is("$.apiVersion", Objects.requireNonNull(this.definition.get("apiVersion")))) {
			violations.add("apiVersion: is another");
		}
		check(this.definition, document.json().read("$"), document.kind(), violations);
		return violations;
	}

	private static void check(Map<?, ?> schema, @Nullable Object value, String path, List<String> violations) {
		if (!isOfType(schema, value)) {
			violations.add(path + ": is no " + schema.get("type"));
		}
		if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
			violations.add(path + ": is none of " + allowed);
		}
		if (schema.get("pattern") instanceof String pattern && !String.valueOf(value).matches(pattern)) {
			violations.add(path + ": does not match " + pattern);
		}
		if (value instanceof List<?> items && schema.get("items") instanceof Map<?, ?> item) {
			items.forEach((each) -> check(item, each, path + "[]", violations));
		}
		if (value instanceof Map<?, ?> object) {
			checkFields(schema, object, path, violations);
		}
	}

	private static void checkFields(Map<?, ?> schema, Map<?, ?> object, String path, List<String> violations) {
		if (schema.get("required") instanceof List<?> required) {
			required.stream()
				.filter((name) -> !object.containsKey(name))
				.forEach((name) -> violations.add(path + "." + name + ": is missing"));
		}
		object.forEach((name, value) -> {
			if (schema.get("properties") instanceof Map<?, ?> properties
					&& properties.get(name) instanceof Map<?, ?> field) {
				check(field, value, path + "." + name, violations);
			}
			else if (schema.get("additionalProperties") instanceof Map<?, ?> any) {
				check(any, value, path + "." + name, violations);
			}
			else if (schema.containsKey("properties")) {
				violations.add(path + "." + name + ": is unknown");
			}
		});
	}

	private static boolean isOfType(Map<?, ?> schema, @Nullable Object value) {
		return switch (String.valueOf(schema.get("type"))) {
			case "object" -> value instanceof Map<?, ?>;
			case "array" -> value instanceof List<?>;
			case "string" -> value instanceof String;
			case "boolean" -> value instanceof Boolean;
			case "integer" -> value instanceof Integer;
			default -> true;
		};
	}

}
