package io.portfolioplatform.cache.coherence;

import java.lang.reflect.Field;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ReflectionUtils;

/**
 * What keys of caches by name are made of: one value, or those that Spring puts into a
 * {@link SimpleKey} because a method has no or several parameters. A key of Spring does
 * not tell its values, so that they are read from its field; if there is none, such keys
 * are treated like others that cannot be told to other processes.
 */
public final class NamedKey {

	private static final @Nullable Field PARAMETERS = ReflectionUtils.findField(SimpleKey.class, "params",
			Object[].class);

	static {
		if (PARAMETERS != null) {
			ReflectionUtils.makeAccessible(PARAMETERS);
		}
	}

	private NamedKey() {
	}

	/**
	 * Write a key.
	 * @param key the key
	 * @return its text, or {@code null} if it cannot be told to other processes
	 */
	public static @Nullable String write(Object key) {
		@Nullable Object[] parts = parts(key);
		String text = KeyText.write(parts);
		// Two keys must not have one text.
		return (text != null && key.equals(of(parts))) ? text : null;
	}

	/**
	 * Return the values that a key is made of.
	 * @param key the key
	 * @return its values
	 */
	public static @Nullable Object[] parts(Object key) {
		return (key instanceof SimpleKey simple && PARAMETERS != null)
				? (Object[]) Objects.requireNonNull(ReflectionUtils.getField(PARAMETERS, simple))
				: new Object[] { key };
	}

	/**
	 * Return the key that Spring makes of some values.
	 * @param parts the values
	 * @return the key
	 */
	public static Object of(@Nullable Object[] parts) {
		Object only = (parts.length == 1) ? parts[0] : null;
		return (only != null) ? only : new SimpleKey(parts);
	}

}
