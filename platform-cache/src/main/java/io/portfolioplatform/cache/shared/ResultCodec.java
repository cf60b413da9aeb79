package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the results of one method as JSON of its declared type, which the
 * bytes cannot change. The first result is read back and compared: a type that does not
 * survive is not shared.
 */
public final class ResultCodec {

	private static final Log logger = LogFactory.getLog(ResultCodec.class);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final String method;

	private final JavaType type;

	private final String schema;

	private final AtomicReference<State> state = new AtomicReference<>(State.UNPROVED);

	/**
	 * Create a codec.
	 * @param method the method, for the log
	 * @param type its declared type
	 */
	public ResultCodec(String method, Type type) {
		this.method = method;
		this.type = MAPPER.constructType(type);
		this.schema = Schema.of(type);
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
		return this.state.get() != State.REFUSED;
	}

	/**
	 * Write a result.
	 * @return the bytes, or {@code null} if results of this type are not shared
	 */
	byte @Nullable [] write(Object value) {
		try {
			byte[] json = MAPPER.writerFor(this.type).writeValueAsBytes(value);
			return isProved(value, json) ? Frame.pack(json) : null;
		}
		catch (JacksonException ex) {
			refuse(ex.getOriginalMessage());
			return null;
		}
	}

	private boolean isProved(Object value, byte[] json) {
		if (this.state.get() == State.UNPROVED) {
			Object copy = MAPPER.readValue(json, this.type);
			if (value.equals(copy)) {
				this.state.compareAndSet(State.UNPROVED, State.PROVED);
			}
			else {
				refuse("what is read back does not equal what was written");
			}
		}
		return this.state.get() == State.PROVED;
	}

	private void refuse(String reason) {
		if (this.state.getAndSet(State.REFUSED) != State.REFUSED) {
			logger.warn("Results of " + this.method + " are not shared with other processes: " + reason);
		}
	}

	/**
	 * Read a result.
	 * @return the result, or {@code null} if the bytes are none
	 */
	@Nullable Object read(byte[] bytes) {
		try {
			byte[] json = Frame.unpack(bytes);
			return (json != null) ? MAPPER.readValue(json, this.type) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private enum State {

		UNPROVED, PROVED, REFUSED

	}

}
