package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * How results of one type become bytes. The bytes name no type: the reader knows it.
 */
public interface ResultFormat {

	/**
	 * The type, whose fields tell versions of the application apart.
	 * @return the type
	 */
	Type type();

	/**
	 * Write a result.
	 * @param value the result
	 * @return its bytes
	 */
	byte[] write(Object value);

	/**
	 * Read a result.
	 * @param bytes what was written, or anything else
	 * @return the result
	 * @throws RuntimeException if the bytes are none
	 */
	@Nullable Object read(byte[] bytes);

}
