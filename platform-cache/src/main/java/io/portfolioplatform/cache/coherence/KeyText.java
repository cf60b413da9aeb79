package io.portfolioplatform.cache.coherence;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes keys made of simple values as text that another process reads back: for each
 * value a letter for its type, its length, a colon and its text. No class is ever looked
 * up: keys with constants of an enumeration are told apart by its name, and not read.
 */
public final class KeyText {

	private static final int LONGEST = 4096;

	private KeyText() {
	}

	/**
	 * Write a key.
	 * @param parts its values
	 * @return the text, or {@code null} if a value is of another type, a text is no
	 * Unicode or the key is too long
	 */
	public static @Nullable String write(@Nullable Object[] parts) {
		StringBuilder text = new StringBuilder();
		for (Object part : parts) {
			KeyType type = KeyType.of(part);
			if (type == null) {
				return null;
			}
			String value = type.write(part);
			text.append(type.letter()).append(value.length()).append(':').append(value);
		}
		return (text.length() <= LONGEST && isUnicode(text)) ? text.toString() : null;
	}

	static boolean isUnicode(CharSequence text) {
		return text.codePoints().noneMatch(KeyText::isLoneSurrogate);
	}

	/**
	 * UTF-8 has but one sign for all of them.
	 */
	private static boolean isLoneSurrogate(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

	/**
	 * Read a key.
	 * @param text what {@link #write} returned
	 * @return its values
	 * @throws IllegalArgumentException if the text is something else, or has a constant
	 * @throws java.time.DateTimeException if a date in it is none
	 */
	public static @Nullable Object[] read(String text) {
		if (text.length() > LONGEST) {
			throw new IllegalArgumentException("No key: longer than any");
		}
		List<@Nullable Object> parts = new ArrayList<>();
		int at = 0;
		while (at < text.length()) {
			int colon = text.indexOf(':', at);
			if (colon <= at) {
				throw new IllegalArgumentException("No key: " + text);
			}
			int end = colon + 1 + Integer.parseInt(text, at + 1, colon, 10);
			if (end <= colon || end > text.length()) {
				throw new IllegalArgumentException("No key: " + text);
			}
			parts.add(KeyType.of(text.charAt(at)).read(text.substring(colon + 1, end)));
			at = end;
		}
		return parts.toArray();
	}

}
