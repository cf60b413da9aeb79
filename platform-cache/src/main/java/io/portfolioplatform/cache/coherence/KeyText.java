package io.portfolioplatform.cache.coherence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Writes keys made of simple values as text that another process reads back: for each
 * value a letter for its type, its length, a colon and its text. No class is ever named.
 */
public final class KeyText {

	private static final int LONGEST = 4096;

	private KeyText() {
	}

	/**
	 * Write a key.
	 * @param parts its values
	 * @return the text, or {@code null} if a value is of another type or the key is too
	 * long
	 */
	public static @Nullable String write(@Nullable Object[] parts) {
		StringBuilder text = new StringBuilder();
		for (Object part : parts) {
			char type = type(part);
			if (type == '?') {
				return null;
			}
			String value = String.valueOf(part);
			text.append(type).append(value.length()).append(':').append(value);
		}
		return (text.length() <= LONGEST) ? text.toString() : null;
	}

	private static char type(@Nullable Object part) {
		if (part == null) {
			return 'n';
		}
		return (part instanceof String) ? 's'
				: (part instanceof Long) ? 'l' : (part instanceof Integer) ? 'i' : (part instanceof UUID) ? 'u'
						: (part instanceof Boolean) ? 'b' : (part instanceof LocalDate) ? 'd' : '?';
	}

	/**
	 * Read a key.
	 * @param text what {@link #write} returned
	 * @return its values
	 * @throws IllegalArgumentException if the text is something else
	 */
	public static @Nullable Object[] read(String text) {
		List<@Nullable Object> parts = new ArrayList<>();
		int at = 0;
		while (at < text.length()) {
			int colon = text.indexOf(':', at);
			if (colon < 0) {
				throw new IllegalArgumentException("No key: " + text);
			}
			int end = colon + 1 + Integer.parseInt(text, at + 1, colon, 10);
			if (end <= colon || end > text.length()) {
				throw new IllegalArgumentException("No key: " + text);
			}
			parts.add(value(text.charAt(at), text.substring(colon + 1, end)));
			at = end;
		}
		return parts.toArray();
	}

	private static @Nullable Object value(char type, String text) {
		return switch (type) {
			case 'n' -> null;
			case 's' -> text;
			case 'l' -> Long.valueOf(text);
			case 'i' -> Integer.valueOf(text);
			case 'u' -> UUID.fromString(text);
			case 'b' -> Boolean.valueOf(text);
			case 'd' -> LocalDate.parse(text);
			default -> throw new IllegalArgumentException("No type of a key: " + type);
		};
	}

}
