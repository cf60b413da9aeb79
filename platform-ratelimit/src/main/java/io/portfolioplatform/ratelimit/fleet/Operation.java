package io.portfolioplatform.ratelimit.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.redis.support.RedisScript;
import org.redisson.client.RedisResponseTimeoutException;

/**
 * The tickets of one key and one cost as an operation of the script {@code take.lua}.
 */
final class Operation {

	/** How many values the script answers for each operation. */
	static final int ANSWERS = 6;

	private static final long LONGEST_REFUSAL = TimeUnit.SECONDS.toNanos(1);

	/** Leases of a drained key are asked for no more often than this. */
	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

	/** Keys of which a process's share is less than this are decided exactly. */
	private static final long SMALLEST_LEASE = 8;

	private final KeyState state;

	private final Terms terms;

	private final long cost;

	private final Ticket.Kind kind;

	private final List<Ticket> tickets = new ArrayList<>();

	private long extra;

	private long debt;

	private Lease.Remains remains = Lease.Remains.NONE;

	Operation(Ticket first) {
		this.state = first.state;
		this.terms = first.terms;
		this.cost = first.cost;
		this.kind = first.kind;
	}

	KeyState state() {
		return this.state;
	}

	// The terms of a key are the same object until they change.
	@SuppressWarnings("ReferenceEquality")
	boolean accepts(Ticket ticket) {
		return ticket.kind == this.kind && ticket.cost == this.cost && ticket.terms == this.terms;
	}

	void add(Ticket ticket) {
		this.tickets.add(ticket);
	}

	/**
	 * Take along what Redis has yet to be told of the key.
	 */
	void settle() {
		this.remains = this.state.endLease();
		this.debt = this.state.debt.getAndSet(0);
	}

	/**
	 * Ask for a lease that follows the demand, if the key's policy leases.
	 * @param tokens tokens demanded by all operations on the key
	 * @param pods the number of live processes
	 * @param now the time
	 */
	void lease(long tokens, int pods, long now) {
		long fair = this.terms.limits().capacity() / (2L * pods);
		long most = this.tickets.get(this.tickets.size() - 1).maxLease;
		if (this.kind == Ticket.Kind.TAKE && fair >= SMALLEST_LEASE && most > 0) {
			long horizon = TimeUnit.MICROSECONDS.toNanos(this.terms.halfLease()) / 2;
			this.extra = this.state.demand.lease(tokens, horizon, Math.min(fair, most), now);
		}
	}

	/**
	 * Return how many tokens the tickets ask for, with those spent of the last lease.
	 * @return the number of tokens
	 */
	long demanded() {
		return this.tickets.size() * this.cost + this.remains.used();
	}

	void write(StringBuilder json, int pods) {
		long count = (this.kind == Ticket.Kind.TAKE) ? this.tickets.size() : 0;
		json.append('[').append(this.cost).append(',').append(count).append(',').append(this.extra);
		json.append(',').append(this.debt).append(',').append(this.terms.halfLease());
		json.append(',').append(this.remains.epoch()).append(',').append(this.remains.used());
		json.append(',').append(this.remains.unused()).append(',').append(pods);
		json.append(',').append((this.kind == Ticket.Kind.RESET) ? 1 : 0);
		json.append(',').append(this.state.known().bucket()).append(',').append(this.terms.bandwidths()).append(']');
	}

	void answered(List<Object> answer, int offset, long sent) {
		long taken = number(answer.get(offset));
		long leased = number(answer.get(offset + 1));
		long left = number(answer.get(offset + 2));
		long wait = TimeUnit.MICROSECONDS.toNanos(number(answer.get(offset + 3)));
		long leaseEnd = TimeUnit.MICROSECONDS.toNanos(number(answer.get(offset + 4)));
		String bucket = answer.get(offset + 5).toString();
		this.state.know(new Known(bucket, left, sent));
		if (leased > 0) {
			this.state.lease(new Lease(leased, epoch(bucket), sent + leaseEnd));
		}
		this.state.refuse(refusal(taken, leased, left, wait, sent));
		hand(taken, left + leased, wait);
	}

	/**
	 * Reckon from the time before Redis was asked: never longer than the refusal holds.
	 */
	private Refusal refusal(long taken, long leased, long left, long wait, long sent) {
		boolean refused = this.kind == Ticket.Kind.TAKE && taken < this.tickets.size();
		if (!refused && left > 0) {
			return Refusal.NONE;
		}
		long until = sent + wait;
		long askAgain = sent + Math.min(wait, LONGEST_REFUSAL);
		if (this.extra > leased) {
			// Ask for a lease that is worth it: several tokens later, not each by itself.
			long pause = Math.min(LONGEST_PAUSE, this.extra * this.terms.nanosPerToken());
			askAgain = Math.max(askAgain, sent + pause);
			until = Math.max(until, askAgain);
		}
		return new Refusal((refused && this.extra == 0) ? this.cost : 1, left, until, askAgain);
	}

	/**
	 * Hand tokens to those who wait. Who has given up has decided without Redis.
	 */
	private void hand(long taken, long left, long wait) {
		long rest = taken;
		for (Ticket ticket : this.tickets) {
			boolean admitted = rest > 0;
			long after = admitted ? left + (rest - 1) * this.cost : left;
			if (ticket.complete(new Ticket.Outcome(admitted, after, wait)) && admitted) {
				rest--;
			}
		}
		if (rest > 0) {
			this.state.debt.addAndGet(-rest * this.cost);
			this.state.refuse(Refusal.NONE);
		}
	}

	void failed(Throwable failure) {
		// Redis may have taken in what it did not answer: then what is given back would
		// come back twice. Any other failure is its answer, or it was not asked.
		boolean maybeGiven = RedisScript.cause(failure) instanceof RedisResponseTimeoutException;
		this.state.debt.addAndGet(maybeGiven ? Math.max(0, this.debt) : this.debt);
		this.tickets.forEach((ticket) -> ticket.fail(failure));
	}

	private static long epoch(String bucket) {
		int comma = bucket.indexOf(',');
		return Long.parseLong(bucket, comma + 1, bucket.indexOf(',', comma + 1), 10);
	}

	private static long number(Object value) {
		return (value instanceof Long number) ? number : Long.parseLong(value.toString());
	}

}
