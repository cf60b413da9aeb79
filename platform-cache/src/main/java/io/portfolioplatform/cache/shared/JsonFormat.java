package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * JSON of a declared type, which the bytes cannot change.
 *
 * @param type the type
 * @param reader reads it
 * @param writer writes it
 */
record JsonFormat(Type type, ObjectReader reader, ObjectWriter writer) implements ResultFormat {

	static JsonFormat of(Type type) {
		return new JsonFormat(type, ResultMapper.readerOf(type), ResultMapper.writerOf(type));
	}

	@Override
	public byte[] write(Object value) {
		return this.writer.writeValueAsBytes(value);
	}

	@Override
	public @Nullable Object read(byte[] bytes) {
		return this.reader.readValue(bytes);
	}

}
