package io.portfolioplatform.cache.shared;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * A fingerprint of a type and of all application types it is made of: their names and the
 * names and types of their fields.
 */
final class Schema {

	private final Set<Class<?>> seen = new HashSet<>();

	private final StringBuilder text = new StringBuilder();

	private Schema() {
	}

	static String of(Type type) {
		Schema schema = new Schema();
		schema.add(type);
		return hash(schema.text.toString());
	}

	/**
	 * The fingerprint as a number.
	 */
	static long number(String fingerprint) {
		return Long.parseUnsignedLong(fingerprint, 16);
	}

	private void add(Type type) {
		this.text.append(type.getTypeName()).append(';');
		if (type instanceof ParameterizedType parameterized) {
			add(parameterized.getRawType());
			Arrays.stream(parameterized.getActualTypeArguments()).forEach(this::add);
		}
		else if (type instanceof GenericArrayType array) {
			add(array.getGenericComponentType());
		}
		else if (type instanceof Class<?> plain) {
			addFields(plain);
		}
	}

	private void addFields(Class<?> type) {
		if (type.isArray()) {
			add(type.getComponentType());
		}
		else if (!type.isPrimitive() && !type.getName().startsWith("java.") && this.seen.add(type)) {
			Arrays.stream(type.getDeclaredFields())
				.filter((field) -> !Modifier.isStatic(field.getModifiers()) || field.isEnumConstant())
				.sorted(Comparator.comparing(Field::getName))
				.forEach((field) -> {
					this.text.append(field.getName()).append(':');
					add(field.getGenericType());
				});
			if (type.getSuperclass() != null) {
				add(type.getSuperclass());
			}
		}
	}

	static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
