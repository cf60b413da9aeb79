package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
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

	static DeserializationConfig config() {
		return MAPPER.deserializationConfig();
	}

	static ObjectReader readerOf(Type type) {
		return MAPPER.readerFor(MAPPER.constructType(type));
	}

	static ObjectWriter writerOf(Type type) {
		return MAPPER.writerFor(MAPPER.constructType(type));
	}

	/**
	 * Why values of a type cannot be read, as far as the type tells.
	 */
	static Optional<String> problem(Type type) {
		try {
			readerOf(type).readValue(EMPTY);
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
