package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Something about a key that Redis is to be asked or told.
 */
final class Ticket {

	final KeyState state;

	final Terms terms;

	final Kind kind;

	/** Tokens to take, or 1. */
	final long cost;

	/** The most tokens to lease, 0 for none. */
	final long maxLease;

	private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

	Ticket(KeyState state, Terms terms, Kind kind, long cost, long maxLease) {
		this.state = state;
		this.terms = terms;
		this.kind = kind;
		this.cost = cost;
		this.maxLease = maxLease;
	}

	static Ticket look(KeyState state) {
		return new Ticket(state, state.terms(), Kind.LOOK, 1, 0);
	}

	/**
	 * Hand over the outcome.
	 * @param result the outcome
	 * @return whether someone still waits for it
	 */
	boolean complete(Outcome result) {
		return this.outcome.complete(result);
	}

	/**
	 * Whether nobody waits for the outcome any more.
	 */
	boolean isGivenUp() {
		return this.outcome.isCancelled();
	}

	/**
	 * Say that there will be no outcome.
	 * @param failure why
	 */
	void fail(Throwable failure) {
		this.outcome.completeExceptionally(failure);
	}

	/**
	 * Wait for the outcome.
	 * @param timeout the longest wait
	 * @return the outcome, or {@code null} if there was none in time
	 */
	@Nullable Outcome await(Duration timeout) {
		try {
			return this.outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return giveUp();
		}
		catch (ExecutionException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return giveUp();
		}
	}

	/**
	 * Stop waiting, unless the outcome has come just now.
	 */
	private @Nullable Outcome giveUp() {
		this.outcome.cancel(false);
		return this.outcome.isCompletedExceptionally() ? null : this.outcome.join();
	}

	/**
	 * What a ticket is for.
	 */
	enum Kind {

		/** Take tokens. */
		TAKE,

		/** Look, and settle what is open. */
		LOOK,

		/** Forget what is used. */
		RESET

	}

	/**
	 * What Redis says.
	 *
	 * @param admitted whether tokens were taken
	 * @param left tokens left
	 * @param nanosUntilMore how long until there is more
	 */
	record Outcome(boolean admitted, long left, long nanosUntilMore) {

	}

}
