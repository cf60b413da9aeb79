package io.portfolioplatform.app.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Value in a JSON text that knows where it stands.
 *
 * @param line line where it starts
 * @param path path to it, such as {@code activities[3].date}
 * @param content a {@link Map} or {@link List} of values, a text, or {@code null}
 */
record JsonValue(long line, String path, @Nullable Object content) {

	/**
	 * Reads the value at which a parser stands.
	 * @param parser the parser
	 * @param path path to the value
	 * @return the value with everything in it
	 */
	static JsonValue read(JsonParser parser, String path) {
		long line = parser.currentTokenLocation().getLineNr();
		JsonToken token = parser.currentToken();
		return new JsonValue(line, path, switch (token) {
			case START_OBJECT -> members(parser, path);
			case START_ARRAY -> items(parser, path);
			case VALUE_NULL -> null;
			default -> parser.getString();
		});
	}

	private static Map<String, JsonValue> members(JsonParser parser, String path) {
		Map<String, JsonValue> members = new LinkedHashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			members.put(name, read(parser, path.isEmpty() ? name : path + "." + name));
		}
		return members;
	}

	private static List<JsonValue> items(JsonParser parser, String path) {
		List<JsonValue> items = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			items.add(read(parser, path + "[" + items.size() + "]"));
		}
		return items;
	}

	@SuppressWarnings("unchecked")
	Map<String, JsonValue> members() {
		if (this.content == null) {
			return Map.of();
		}
		if (this.content instanceof Map<?, ?> members) {
			return (Map<String, JsonValue>) members;
		}
		throw cell().refused("is not a JSON object");
	}

	@SuppressWarnings("unchecked")
	List<JsonValue> items() {
		if (this.content == null) {
			return List.of();
		}
		if (this.content instanceof List<?> items) {
			return (List<JsonValue>) items;
		}
		throw cell().refused("is not a JSON array");
	}

	JsonValue member(String name) {
		JsonValue member = members().get(name);
		return (member != null) ? member : new JsonValue(this.line, this.path + "." + name, null);
	}

	Cell cell() {
		if (this.content instanceof Map || this.content instanceof List) {
			return new Cell(this.line, this.path, "{…}");
		}
		return new Cell(this.line, this.path, (this.content != null) ? this.content.toString() : "");
	}

}
