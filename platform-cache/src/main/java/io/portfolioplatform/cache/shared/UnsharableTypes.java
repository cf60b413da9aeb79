package io.portfolioplatform.cache.shared;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * Finds types whose values another process cannot read, as far as a type and the fields
 * it is made of tell. What only values tell comes out when the first one is written.
 */
public final class UnsharableTypes {

	private final Set<Class<?>> seen = new HashSet<>();

	private @Nullable String problem;

	private UnsharableTypes() {
	}

	/**
	 * Say why values of a type cannot be shared.
	 * @param type the type
	 * @return the reason, if there is one
	 */
	public static Optional<String> problem(Type type) {
		UnsharableTypes types = new UnsharableTypes();
		types.add(type);
		return Optional.ofNullable(types.problem);
	}

	private void add(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			check(type);
			Arrays.stream(parameterized.getActualTypeArguments()).forEach(this::add);
		}
		else if (type instanceof Class<?> plain && plain.isArray()) {
			add(plain.getComponentType());
		}
		else if (type instanceof Class<?> plain && !plain.isPrimitive() && this.seen.add(plain)) {
			check(plain);
			addFields(plain);
		}
	}

	private void check(Type type) {
		if (this.problem == null) {
			this.problem = ResultMapper.problem(type)
				.map((reason) -> type.getTypeName() + " cannot be read back: " + reason)
				.orElse(null);
		}
	}

	private void addFields(@Nullable Class<?> type) {
		if (type != null && !type.getName().startsWith("java.")) {
			Arrays.stream(type.getDeclaredFields())
				.filter(UnsharableTypes::isPlain)
				.forEach((field) -> add(field.getGenericType()));
			addFields(type.getSuperclass());
		}
	}

	/**
	 * A field that Jackson's annotations say nothing about: they may replace its type.
	 */
	private static boolean isPlain(Field field) {
		return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
				&& Arrays.stream(field.getAnnotations())
					.noneMatch(
							(annotation) -> annotation.annotationType().isAnnotationPresent(JacksonAnnotation.class));
	}

}
