package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Value in a JSON text that knows where it stands.
 *
 * @param line line where it starts
 * @param path path to it, such as {@code activities[3].date}
 * @param content a {@link Map} or {@link List} of values, a text, or {@code null}
 */
record JsonValue(long line, JsonPath path, @Nullable Object content) {

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
		return (member != null) ? member : new JsonValue(this.line, this.path.member(name), null);
	}

	boolean isText() {
		return !(this.content instanceof Map || this.content instanceof List);
	}

	/**
	 * Returns the value as what stands in one place.
	 * @return the cell
	 * @throws BadCellException if it is an object or an array
	 */
	Cell text() {
		if (!isText()) {
			throw cell().refused("is not a text or a number");
		}
		return cell();
	}

	Cell cell() {
		if (!isText()) {
			return new Cell(this.line, this.path.toString(), "{…}");
		}
		return new Cell(this.line, this.path.toString(), (this.content != null) ? this.content.toString() : "");
	}

}
