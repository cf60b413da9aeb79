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

	private final Loader loader;

	private final SharedCall call;

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
		this.call = new SharedCall(sharing, ref, codec, terms);
	}

	@Override
	public @Nullable Object load() throws Throwable {
		return use(findPatiently());
	}

	@Override
	public @Nullable Object refresh() throws Throwable {
		Found found = this.call.find();
		if (found instanceof Found.Busy) {
			throw new BusyElsewhereException();
		}
		return use(found);
	}

	private @Nullable Object use(Found found) throws Throwable {
		if (found instanceof Found.Result result) {
			Object value = this.call.read(result);
			return (value != null) ? value : compute(this.call.replace());
		}
		return (found instanceof Found.Due due) ? refresh(due) : compute(found);
	}

	private @Nullable Object compute(Found found) throws Throwable {
		if (found instanceof Found.Turn turn) {
			return compute(turn);
		}
		SharedResults.Hold timed = this.call.timed();
		try {
			return this.loader.load();
		}
		finally {
			timed.close();
		}
	}

	private Found findPatiently() {
		Found found = this.call.find();
		while (found instanceof Found.Busy && this.call.mayWait() && pause()) {
			found = this.call.find();
		}
		return found;
	}

	private boolean pause() {
		long nanos = this.call.pause();
		if (nanos < 0) {
			return false;
		}
		try {
			TimeUnit.NANOSECONDS.sleep(nanos);
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
			Object value = Thread.currentThread().isInterrupted() ? null : this.call.earlier(due);
			if (value == null) {
				throw ex;
			}
			return value;
		}
	}

	private @Nullable Object compute(Found.Turn turn) throws Throwable {
		SharedResults.Hold hold = this.call.hold(turn);
		byte[] bytes = null;
		try {
			Object value = this.loader.load();
			bytes = this.call.write(value, this.loader::keeps);
			return value;
		}
		finally {
			hold.close();
			this.call.end(turn, bytes);
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
		return this.call.limit();
	}

}
