package io.portfolioplatform.app.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one {@link JsonValue} with everything in it: an account with all its balances, an
 * instrument with all its prices. The parser bounds how deep they are nested, this how
 * many they are.
 */
class JsonValueReader {

	/**
	 * Ninety years of daily prices, in 30 MB of memory.
	 */
	private static final int MOST = 100_000;

	private final JsonParser parser;

	private int values;

	JsonValueReader(JsonParser parser) {
		this.parser = parser;
	}

	/**
	 * Reads the value at which the parser stands.
	 * @param path path to the value
	 * @return the value with everything in it
	 * @throws BadCellException if there is too much in it, or a member twice
	 */
	JsonValue read(JsonPath path) {
		long line = this.parser.currentTokenLocation().getLineNr();
		if (++this.values > MOST) {
			throw refused(line, path, "is one of more than " + MOST + " values that belong together");
		}
		JsonToken token = this.parser.currentToken();
		return new JsonValue(line, path, switch (token) {
			case START_OBJECT -> members(path);
			case START_ARRAY -> items(path);
			case VALUE_NULL -> null;
			default -> this.parser.getString();
		});
	}

	private Map<String, JsonValue> members(JsonPath path) {
		Map<String, JsonValue> members = new LinkedHashMap<>();
		for (String name = this.parser.nextName(); name != null; name = this.parser.nextName()) {
			this.parser.nextToken();
			JsonValue value = read(path.member(name));
			if (members.putIfAbsent(name, value) != null) {
				throw refused(value.line(), value.path(), "stands there twice");
			}
		}
		return members;
	}

	private List<JsonValue> items(JsonPath path) {
		List<JsonValue> items = new ArrayList<>();
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			items.add(read(path.item(items.size())));
		}
		return items;
	}

	private static BadCellException refused(long line, JsonPath path, String message) {
		return new Cell(line, path.toString(), "").refused(message);
	}

}
