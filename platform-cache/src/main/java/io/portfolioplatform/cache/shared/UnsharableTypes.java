package io.portfolioplatform.cache.shared;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JacksonAnnotation;

/**
 * Finds types whose values another process cannot read, as far as a type and the fields
 * it is made of tell. What only values tell comes out when the first one is written.
 */
public final class UnsharableTypes {

	private UnsharableTypes() {
	}

	/**
	 * Say why values of a type cannot be shared.
	 * @param type the type
	 * @return the reason, if there is one
	 */
	public static Optional<String> problem(Type type) {
		return TypeParts.of(type, (found) -> found.addFields(UnsharableTypes::isPlain))
			.stream()
			.map(TypeParts::type)
			.flatMap((part) -> ResultMapper.problem(part)
				.map((reason) -> part.toCanonical() + " cannot be read back: " + reason)
				.stream())
			.findFirst();
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
