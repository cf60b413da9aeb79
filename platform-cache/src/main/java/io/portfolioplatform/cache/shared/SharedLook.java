package io.portfolioplatform.cache.shared;

import java.time.Duration;

import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * A look for a result by somebody who computes it himself if it is missing, and hands it
 * in later if he does. He does not wait for others.
 */
public final class SharedLook implements AutoCloseable {

	private final SharedCall call;

	private final @Nullable Object value;

	private final Found.@Nullable Turn turn;

	private final SharedResults.@Nullable Hold hold;

	private boolean ended;

	private SharedLook(SharedCall call, Found found, boolean replaces) {
		this.call = call;
		this.value = (found instanceof Found.Result result) ? call.read(result) : null;
		boolean useless = replaces && found instanceof Found.Result && this.value == null;
		this.turn = ((useless ? call.replace() : found) instanceof Found.Turn given) ? given : null;
		this.hold = (this.turn != null) ? call.hold(this.turn) : null;
	}

	/**
	 * Look.
	 * @param sharing what the fleet shares
	 * @param ref which result
	 * @param codec writes and reads it
	 * @param terms how long it is good; nobody is asked to compute it ahead of time
	 * @param computes whether the caller computes it if it is missing, and closes this
	 * look afterwards
	 * @return what was found
	 */
	public static SharedLook at(Sharing sharing, ResultRef ref, ResultCodec codec, Terms terms, boolean computes) {
		SharedCall call = new SharedCall(sharing, ref, codec,
				new Terms(terms.ttl(), Duration.ZERO, Duration.ZERO, terms.jitter()));
		return new SharedLook(call, computes ? call.find() : call.peek(), computes);
	}

	/**
	 * What was found.
	 * @return the result, {@code null} if there is none
	 */
	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * How much longer what was found is good.
	 * @return the limit
	 */
	public Duration limit() {
		return this.call.limit();
	}

	/**
	 * Hand in what was computed. It is not kept if it was invalidated since the look.
	 * @param value the result
	 */
	public void keep(Object value) {
		end(value);
	}

	/**
	 * Leave the computation to others, if nothing was handed in.
	 */
	@Override
	public void close() {
		end(null);
	}

	private void end(@Nullable Object value) {
		if (this.turn == null || this.hold == null || this.ended) {
			return;
		}
		this.ended = true;
		this.hold.close();
		byte[] bytes = null;
		try {
			bytes = this.call.write(value, (any) -> true);
		}
		finally {
			this.call.end(this.turn, bytes);
		}
	}

}
