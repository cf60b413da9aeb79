package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.cache.near.BusyElsewhereException;
import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.near.Validity;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a result among those the fleet shares before it computes it. While another
 * process computes it, this one looks again now and then; a thread that must not wait,
 * because it holds what others need, computes it too.
 */
public final class SharedLoader implements Loader {

	private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

	private final Loader loader;

	private final Sharing sharing;

	private final ResultRef ref;

	private final ResultCodec codec;

	private final Terms terms;

	private Duration limit;

	/**
	 * Create a loader for one call.
	 * @param loader computes the result
	 * @param sharing what the fleet shares
	 * @param ref which result
	 * @param codec writes and reads it
	 * @param terms how long it is good
	 */
	public SharedLoader(Loader loader, Sharing sharing, ResultRef ref, ResultCodec codec, Terms terms) {
		this.loader = loader;
		this.sharing = sharing;
		this.ref = ref;
		this.codec = codec;
		this.terms = terms;
		this.limit = terms.ttl();
	}

	@Override
	public @Nullable Object load() throws Throwable {
		return use(findPatiently());
	}

	@Override
	public @Nullable Object refresh() throws Throwable {
		Found found = find();
		if (found instanceof Found.Busy) {
			throw new BusyElsewhereException();
		}
		return use(found);
	}

	private @Nullable Object use(Found found) throws Throwable {
		if (found instanceof Found.Result result) {
			Object value = read(result);
			return (value != null) ? value : this.loader.load();
		}
		if (found instanceof Found.Due due) {
			return refresh(due);
		}
		return (found instanceof Found.Turn turn) ? compute(turn) : this.loader.load();
	}

	private @Nullable Object read(Found.Result result) {
		Object value = this.codec.read(result.bytes());
		if (value != null) {
			this.limit = result.ttl();
		}
		return value;
	}

	private Found find() {
		return this.sharing.results().find(this.ref, this.terms.due());
	}

	private Found findPatiently() {
		long start = System.nanoTime();
		Found found = find();
		while (found instanceof Found.Busy && this.sharing.mayWait().getAsBoolean() && pause(start)) {
			found = find();
		}
		return found;
	}

	/**
	 * Wait for a part of the time that has passed, so that a long computation costs few
	 * looks and a short one little delay.
	 */
	private boolean pause(long start) {
		long waited = System.nanoTime() - start;
		if (waited >= this.sharing.maxWait().toNanos()) {
			return false;
		}
		try {
			TimeUnit.NANOSECONDS.sleep(Math.max(SHORTEST_PAUSE, Math.min(waited / 8, LONGEST_PAUSE)));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private @Nullable Object refresh(Found.Due due) throws Throwable {
		try {
			return compute(due.turn());
		}
		catch (Exception ex) {
			Object value = Thread.currentThread().isInterrupted() ? null : read(due.result());
			if (value == null) {
				throw ex;
			}
			return value;
		}
	}

	private @Nullable Object compute(Found.Turn turn) throws Throwable {
		SharedResults results = this.sharing.results();
		SharedResults.Hold hold = results.hold(this.ref, turn);
		byte[] bytes = null;
		try {
			Object value = this.loader.load();
			bytes = (value != null && this.loader.keeps(value)) ? this.codec.write(value) : null;
			return value;
		}
		finally {
			hold.close();
			if (bytes != null) {
				results.keep(this.ref, turn, bytes, this.terms.jittered());
			}
			else {
				results.giveUp(this.ref, turn);
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
	public Duration limit(@Nullable Object value, Duration ttl) {
		return this.limit;
	}

}
