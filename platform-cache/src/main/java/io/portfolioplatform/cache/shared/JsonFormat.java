package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * JSON of a declared type, which the bytes cannot change.
 *
 * @param type the type
 * @param javaType the same for Jackson
 */
record JsonFormat(Type type, JavaType javaType) implements ResultFormat {

	static JsonFormat of(Type type) {
		return new JsonFormat(type, ResultMapper.typeOf(type));
	}

	@Override
	public byte[] write(Object value) {
		return ResultMapper.write(value, this.javaType);
	}

	@Override
	public @Nullable Object read(byte[] bytes) {
		return ResultMapper.read(bytes, this.javaType);
	}

}
