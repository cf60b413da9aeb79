package io.portfolioplatform.cache.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Looks for a user in a key: as a value of its own, or as a whole word of a text or a
 * record. A part of a word is somebody else's, as {@code 1} in {@code 12}.
 */
public final class UserInKey {

	/** What separates words. Not what names of users are made of, such as a hyphen. */
	private static final String DELIMITERS = ":/,;|=#()[]{} ";

	private UserInKey() {
	}

	/**
	 * Whether a value names a user.
	 * @param value a value of the key, or all of them
	 * @param user the user, by the {@code sub} of the claims
	 * @return whether it does
	 */
	public static boolean names(@Nullable Object value, String user) {
		if (value instanceof Object[] values) {
			return Arrays.stream(values).anyMatch((part) -> names(part, user));
		}
		if (value instanceof Collection<?> values) {
			return values.stream().anyMatch((part) -> names(part, user));
		}
		if (value instanceof Map<?, ?> values) {
			return names(values.values(), user);
		}
		String text = String.valueOf(value);
		return text.equals(user) || ((value instanceof CharSequence || value instanceof Record) && hasWord(text, user));
	}

	private static boolean hasWord(String text, String word) {
		for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
			if (isBoundary(text, at - 1) && isBoundary(text, at + word.length())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isBoundary(String text, int at) {
		return at < 0 || at == text.length() || DELIMITERS.indexOf(text.charAt(at)) >= 0;
	}

}
