package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.portfolioplatform.cache.coherence.Replacement;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * A result that was put, for the place of the one before. Commands of one process may
 * overtake each other: it takes its place only if it is the last that was put when its
 * turn has come.
 */
public final class SharedReplacement implements Replacement {

	private final SharedResults results;

	private final ResultRef ref;

	private final byte[] bytes;

	private final Duration ttl;

	private final BooleanSupplier last;

	private final String token = UUID.randomUUID().toString();

	private SharedReplacement(SharedResults results, ResultRef ref, byte[] bytes, Duration ttl, BooleanSupplier last) {
		this.results = results;
		this.ref = ref;
		this.bytes = bytes;
		this.ttl = ttl;
		this.last = last;
	}

	/**
	 * Create one for a value.
	 * @param value the value
	 * @param sharing what the fleet shares
	 * @param ref where it is put
	 * @param codec writes it
	 * @param terms how long it is good
	 * @param last whether this process has changed nothing under its key since
	 * @return the replacement, or {@code null} if the value is not shared
	 */
	public static @Nullable SharedReplacement of(Object value, Sharing sharing, ResultRef ref, ResultCodec codec,
			Terms terms, BooleanSupplier last) {
		byte[] bytes = codec.write(value);
		return (bytes != null) ? new SharedReplacement(sharing.results(), ref, bytes, terms.jittered(), last) : null;
	}

	@Override
	public String schema() {
		return this.ref.schema();
	}

	@Override
	public String token() {
		return this.token;
	}

	@Override
	public Duration lease() {
		return this.results.lease();
	}

	@Override
	public void put(String stamp) {
		Found.Turn turn = new Found.Turn(this.token, stamp);
		if (this.last.getAsBoolean()) {
			this.results.keep(this.ref, turn, this.bytes, this.ttl);
		}
		else {
			this.results.giveUp(this.ref, turn);
		}
	}

}
