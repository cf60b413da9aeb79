package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;
import java.util.HexFormat;

import io.portfolioplatform.redis.support.Digests;

/**
 * A fingerprint of a type and of all types it is made of: the names and types of their
 * fields, and of their properties in JSON.
 */
final class Schema {

	private Schema() {
	}

	static String of(Type type) {
		StringBuilder text = new StringBuilder();
		TypeParts.of(type, Schema::addMembers).forEach((found) -> {
			text.append(found.type().toCanonical()).append('{');
			found.parts().forEach((name, part) -> text.append(name).append(':').append(part.toCanonical()).append(';'));
			text.append('}');
		});
		return hash(text.toString());
	}

	private static void addMembers(TypeParts type) {
		type.addFields((field) -> true);
		type.addProperties();
	}

	/**
	 * The fingerprint as a number.
	 */
	static long number(String fingerprint) {
		return Long.parseUnsignedLong(fingerprint, 16);
	}

	static String hash(String text) {
		return HexFormat.of().formatHex(Digests.of("SHA-256", text), 0, 8);
	}

}
