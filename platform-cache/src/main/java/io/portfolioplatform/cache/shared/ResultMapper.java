package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * The JSON of shared results. No type may be read that the bytes name, not even where an
 * annotation asks for it.
 */
final class ResultMapper {

	private static final byte[] EMPTY = { '{', '}' };

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().build())
		.build();

	private ResultMapper() {
	}

	static JavaType typeOf(Type type) {
		return MAPPER.constructType(type);
	}

	static byte[] write(Object value, JavaType type) {
		return MAPPER.writerFor(type).writeValueAsBytes(value);
	}

	static @Nullable Object read(byte[] json, JavaType type) {
		return MAPPER.readValue(json, type);
	}

	/**
	 * Why values of a type cannot be read, as far as the type tells.
	 */
	static Optional<String> problem(Type type) {
		try {
			read(EMPTY, typeOf(type));
			return Optional.empty();
		}
		catch (InvalidDefinitionException ex) {
			return Optional.of(String.valueOf(ex.getOriginalMessage()));
		}
		catch (JacksonException ex) {
			// It is no object, or not an empty one.
			return Optional.empty();
		}
	}

}
