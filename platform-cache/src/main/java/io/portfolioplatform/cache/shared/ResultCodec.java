package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Writes and reads the results of one method or cache. Each that is written is read back
 * and compared, because types may leave open what values are of: after the first that
 * does not survive none is shared.
 */
public final class ResultCodec {

	private static final Log logger = LogFactory.getLog(ResultCodec.class);

	private final String of;

	private final ResultFormat format;

	private final String schema;

	private final Runnable unreadable;

	private final AtomicBoolean refused = new AtomicBoolean();

	private final AtomicBoolean keyRefused = new AtomicBoolean();

	/**
	 * Create a codec that writes JSON.
	 * @param of the method or cache, for the log
	 * @param type its declared type
	 * @param unreadable told of each read of bytes that are no result
	 */
	public ResultCodec(String of, Type type, Runnable unreadable) {
		this(of, JsonFormat.of(type), unreadable);
	}

	/**
	 * Create a codec.
	 * @param of the method or cache, for the log
	 * @param format how its results become bytes
	 * @param unreadable told of each read of bytes that are no result
	 */
	public ResultCodec(String of, ResultFormat format, Runnable unreadable) {
		this.of = of;
		this.format = format;
		this.schema = Schema.of(format.type());
		this.unreadable = unreadable;
	}

	/**
	 * Tells apart what different versions of the type write.
	 * @return a short text
	 */
	public String schema() {
		return this.schema;
	}

	/**
	 * Whether results are shared as far as is known.
	 * @return {@code false} after a result that did not survive
	 */
	public boolean isUsable() {
		return !this.refused.get();
	}

	/**
	 * Write a result.
	 * @return the bytes, or {@code null} if results of this type are not shared, or not
	 * ones of more than 64 MB
	 */
	byte @Nullable [] write(Object value) {
		try {
			byte[] bytes = this.format.write(value);
			if (bytes.length > Deflated.LARGEST) {
				return null;
			}
			if (value.equals(this.format.read(bytes))) {
				return new Frame(Schema.number(this.schema), bytes).pack();
			}
			refuse("what is read back does not equal what was written");
		}
		catch (JacksonException ex) {
			refuse(ex.getOriginalMessage());
		}
		catch (ClassCastException ex) {
			refuse("a value is not of the declared type");
		}
		catch (RuntimeException ex) {
			refuse("it cannot be compared with what is read back: " + ex);
		}
		return null;
	}

	private void refuse(String reason) {
		if (!this.refused.getAndSet(true)) {
			logger.warn("Results of " + this.of + " are not shared with other processes: " + reason);
		}
	}

	/**
	 * Say once that a key cannot be told to other processes.
	 * @param parts what it is made of
	 */
	public void refuseKey(@Nullable Object[] parts) {
		if (!this.keyRefused.get() && !this.keyRefused.getAndSet(true)) {
			logger.warn("Results of " + this.of
					+ " are not shared with other processes under all keys, each process computes some itself: a key of "
					+ Arrays.stream(parts)
						.map((part) -> (part != null) ? part.getClass().getName() : "null")
						.collect(Collectors.joining(", ", "[", "]"))
					+ " has a type that is not told to others, is longer than 4096 characters, or is no Unicode");
		}
	}

	/**
	 * Read a result.
	 * @return the result, or {@code null} if the bytes are none of this type and version
	 */
	@Nullable Object read(byte[] bytes) {
		Object value = value(bytes);
		if (value == null) {
			this.unreadable.run();
		}
		return value;
	}

	private @Nullable Object value(byte[] bytes) {
		Frame frame = Frame.unpack(bytes);
		if (frame == null || frame.schema() != Schema.number(this.schema)) {
			return null;
		}
		try {
			return this.format.read(frame.result());
		}
		catch (RuntimeException ex) {
			// The format's, or one of the type's own constructors.
			return null;
		}
	}

}
