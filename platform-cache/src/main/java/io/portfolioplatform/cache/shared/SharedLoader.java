package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Validity;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a result among those the fleet shares before it computes it. While another
 * process computes it, this one looks again now and then; a thread that must not wait,
 * because it holds what others need, computes it too.
 */
public final class SharedLoader implements Loader {

	private static final long FIRST_PAUSE = 5;

	private static final long LONGEST_PAUSE = 40;

	private final Loader loader;

	private final SharedResults results;

	private final ResultRef ref;

	private final ResultCodec codec;

	private final Duration ttl;

	private final BooleanSupplier mayWait;

	private Duration limit;

	/**
	 * Create a loader for one call.
	 * @param loader computes the result
	 * @param results what the fleet shares
	 * @param ref which result
	 * @param codec writes and reads it
	 * @param ttl how long it is good
	 * @param mayWait whether this thread may wait for another process
	 */
	public SharedLoader(Loader loader, SharedResults results, ResultRef ref, ResultCodec codec, Duration ttl,
			BooleanSupplier mayWait) {
		this.loader = loader;
		this.results = results;
		this.ref = ref;
		this.codec = codec;
		this.ttl = ttl;
		this.mayWait = mayWait;
		this.limit = ttl;
	}

	@Override
	public @Nullable Object load() throws Throwable {
		Found found = find();
		if (found instanceof Found.Result result) {
			Object value = this.codec.read(result.bytes());
			if (value != null) {
				this.limit = result.ttl();
				return value;
			}
		}
		return (found instanceof Found.Turn turn) ? compute(turn) : this.loader.load();
	}

	private Found find() {
		long pause = FIRST_PAUSE;
		Found found = this.results.find(this.ref);
		while (found instanceof Found.Busy && this.mayWait.getAsBoolean() && pause(pause)) {
			pause = Math.min(2 * pause, LONGEST_PAUSE);
			found = this.results.find(this.ref);
		}
		return found;
	}

	private static boolean pause(long millis) {
		try {
			Thread.sleep(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private @Nullable Object compute(Found.Turn turn) throws Throwable {
		byte[] bytes = null;
		try {
			Object value = this.loader.load();
			bytes = (value != null && this.loader.keeps(value)) ? this.codec.write(value) : null;
			return value;
		}
		finally {
			if (bytes != null) {
				this.results.keep(this.ref, turn, bytes, this.ttl);
			}
			else {
				this.results.giveUp(this.ref, turn);
			}
		}
	}

	@Override
	public Validity validity() {
		return this.loader.validity();
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return this.loader.keeps(value);
	}

	@Override
	public Duration limit(Duration ttl) {
		return this.limit;
	}

}
