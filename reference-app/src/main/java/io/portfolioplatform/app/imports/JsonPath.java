package io.portfolioplatform.app.imports;

import org.jspecify.annotations.Nullable;

/**
 * Path to a value in a JSON text, written out only where somebody asks: kept as text, the
 * paths of many values would take the square of the file's size.
 *
 * @param parent path to what holds the value, {@code null} if nothing does
 * @param name name of the member, {@code null} for an item of an array
 * @param index index of the item
 */
record JsonPath(@Nullable JsonPath parent, @Nullable String name, int index) {

	static JsonPath of(String name) {
		return new JsonPath(null, name, 0);
	}

	JsonPath member(String member) {
		return new JsonPath(this, member, 0);
	}

	JsonPath item(int item) {
		return new JsonPath(this, null, item);
	}

	@Override
	public String toString() {
		String before = (this.parent != null) ? this.parent.toString() : "";
		if (this.name == null) {
			return before + "[" + this.index + "]";
		}
		return before.isEmpty() ? this.name : before + "." + this.name;
	}

}
