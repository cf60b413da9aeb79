package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * What one call needs of a result that the fleet shares.
 */
final class SharedCall {

	private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

	private final Sharing sharing;

	private final ResultRef ref;

	private final ResultCodec codec;

	private final Terms terms;

	private final long start = System.nanoTime();

	private volatile Duration limit;

	SharedCall(Sharing sharing, ResultRef ref, ResultCodec codec, Terms terms) {
		this.sharing = sharing;
		this.ref = ref;
		this.codec = codec;
		this.terms = terms;
		this.limit = terms.ttl();
	}

	Found find() {
		Found found = this.sharing.results().find(this.ref, this.terms.refreshAfter());
		if (!(found instanceof Found.Busy)) {
			// Who waits for another process looks again.
			this.sharing.count(found);
		}
		return found;
	}

	Found peek() {
		Found found = this.sharing.results().peek(this.ref);
		this.sharing.count(found);
		return found;
	}

	/**
	 * Read what was found.
	 * @return the result, or {@code null} if the bytes are none
	 */
	@Nullable Object read(Found.Result result) {
		Object value = value(result);
		this.sharing.count(value != null);
		return value;
	}

	/**
	 * Read what was due and could not be computed anew.
	 * @return the result, or {@code null} if the bytes are none
	 */
	@Nullable Object earlier(Found.Due due) {
		return value(due.result());
	}

	private @Nullable Object value(Found.Result result) {
		Object value = this.codec.read(result.bytes());
		if (value != null) {
			this.limit = result.ttl();
		}
		return value;
	}

	/**
	 * Get the right to replace what could not be read, if no other process has it.
	 */
	Found replace() {
		return this.sharing.results().replace(this.ref);
	}

	/**
	 * How much longer what was read is good.
	 */
	Duration limit() {
		return this.limit;
	}

	boolean mayWait() {
		return this.sharing.mayWait().getAsBoolean();
	}

	/**
	 * Run later looks with the context of this thread.
	 * @return runs them, or {@code null} if the context cannot be carried
	 */
	@Nullable Executor context() {
		return this.sharing.callers().carriedTo(Runnable::run);
	}

	/**
	 * How long to wait before the next look: a part of the time that has passed, so that
	 * a long computation costs few looks and a short one little delay.
	 * @return nanoseconds, or a negative number if this call has waited long enough
	 */
	long pause() {
		long waited = System.nanoTime() - this.start;
		return (waited < this.sharing.maxWait().toNanos())
				? Math.max(SHORTEST_PAUSE, Math.min(waited / 8, LONGEST_PAUSE)) : -1;
	}

	/**
	 * Hold on to the right to compute.
	 * @return ends the hold
	 */
	SharedResults.Hold hold(Found.Turn turn) {
		return this.sharing.results().hold(List.of(this.ref), turn);
	}

	/**
	 * Time a computation without the right to it.
	 * @return ends the computation
	 */
	SharedResults.Hold timed() {
		long start = System.nanoTime();
		return () -> this.sharing.results().computed(this.ref, System.nanoTime() - start);
	}

	/**
	 * Write what was computed, if it is to be kept.
	 * @return the bytes, or {@code null} if there is nothing to keep
	 */
	byte @Nullable [] write(@Nullable Object value, Predicate<@Nullable Object> keeps) {
		return (value != null && keeps.test(value)) ? this.codec.write(value) : null;
	}

	/**
	 * Give the right to compute back.
	 * @param bytes what to keep, if there is anything
	 */
	void end(Found.Turn turn, byte @Nullable [] bytes) {
		if (bytes != null) {
			this.sharing.results().keep(this.ref, turn, bytes, this.terms.jittered());
		}
		else {
			this.sharing.results().giveUp(this.ref, turn);
		}
	}

}
