package io.portfolioplatform.dbpool.lease;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A process of a simulated fleet. Its clock runs at a rate of its own, and what it sends
 * may be late or lost. What it does about its lease is what a {@link LeaseKeeper} does.
 */
final class SimulatedPod implements LeaseHolder {

	private static final SQLException SILENCE = new SQLException("no answer");

	final String name;

	final List<SimulatedSocket> sockets = new ArrayList<>();

	final LeaseTerms terms;

	final Lease lease;

	long pausedUntil = Long.MIN_VALUE / 2;

	long renewed;

	long partitionedUntil = Long.MIN_VALUE / 2;

	private final SimulatedFleet fleet;

	private final Random random;

	private final Set<Guard> removed;

	private final double rate;

	private final Renewal renewal;

	private int limit;

	private @Nullable SimulatedSocket own;

	private @Nullable Question question;

	private long next;

	private boolean busy = true;

	SimulatedPod(String name, SimulatedFleet fleet, LeaseTerms terms, Random random, Set<Guard> removed) {
		this.name = name;
		this.fleet = fleet;
		this.terms = terms;
		this.random = random;
		this.removed = removed;
		this.rate = 0.8 + 0.4 * random.nextDouble();
		this.renewal = new Renewal(terms, this);
		this.lease = this.renewal.lease();
	}

	boolean isPartitioned() {
		return this.fleet.now() < this.partitionedUntil;
	}

	/**
	 * Return whether it was cut off or suspended less than a lease ago, or cannot ask.
	 */
	boolean isSilent() {
		return this.own != null && this.own.isClosing()
				|| this.fleet.now() < Math.max(this.partitionedUntil, this.pausedUntil) + this.terms.ttl().toNanos();
	}

	void step() {
		if (this.fleet.now() < this.pausedUntil) {
			return;
		}
		use();
		if (this.question != null) {
			hear(this.question);
		}
		else if (clock() - this.next >= 0) {
			ask();
		}
	}

	boolean isAsking() {
		return this.question != null;
	}

	/**
	 * Open and close as load comes and goes.
	 */
	private void use() {
		this.busy = this.random.nextInt(this.busy ? 100 : 10) > 0 == this.busy;
		int open = open();
		if (this.busy) {
			for (; open < this.limit && !isPartitioned(); open++) {
				this.sockets.add(this.fleet.open(this));
			}
		}
		if (open > 0 && (!this.busy || open > this.limit) && this.random.nextInt(4) == 0) {
			this.sockets.stream().filter((socket) -> !socket.isClosing()).findFirst().ifPresent(this::close);
		}
	}

	/**
	 * A partition also keeps the other end from hearing of the close.
	 */
	private void close(SimulatedSocket socket) {
		long heard = isPartitioned()
				? Math.min(this.partitionedUntil, this.fleet.now() + this.terms.quarantine().toNanos())
				: this.fleet.now() + this.random.nextInt(3) * SimulatedFleet.TICK;
		socket.end(heard);
	}

	/**
	 * Count those that are not surely closed.
	 */
	@Override
	public int open() {
		this.sockets.removeIf((socket) -> socket.isGone(this.fleet.now())
				|| socket.isClosing() && this.removed.contains(Guard.COUNTS_CLOSING));
		return this.sockets.size();
	}

	@Override
	public void granted(int connections, long deadline) {
		this.limit = connections;
	}

	@Override
	public void lost(String reason) {
		this.limit = 0;
		this.sockets.stream().filter((socket) -> !socket.isClosing()).forEach(this::close);
	}

	@Override
	public void unavailable(int connections, String reason) {
		throw new IllegalStateException(reason);
	}

	private void ask() {
		Report report = begin();
		SimulatedSocket current = this.own;
		if (current != null && current.isGone(this.fleet.now())) {
			current = null;
		}
		if (current == null && !isPartitioned()) {
			current = this.fleet.open(this);
		}
		if (current != null && current.isClosing() && !isPartitioned() && makeRoom(current)) {
			current = this.fleet.open(this);
		}
		this.own = current;
		if (current == null || current.isClosing()) {
			this.next = clock() + failed();
			return;
		}
		this.question = new Question(report, clock());
		this.fleet.send(this, this.question);
	}

	private Report begin() {
		Report report = this.removed.contains(Guard.OBEYS_THE_DEADLINE) ? this.lease.report(1 + open())
				: this.renewal.begin(clock());
		return this.removed.contains(Guard.REPORTS_A_BOUND)
				? new Report(report.sequence(), report.open(), report.open()) : report;
	}

	private long failed() {
		return this.removed.contains(Guard.OBEYS_THE_DEADLINE) ? this.terms.retryNanos()
				: this.renewal.failed(SILENCE, clock());
	}

	/**
	 * The registry's last connection takes the place of one of the pool's until it is
	 * surely closed.
	 */
	private boolean makeRoom(SimulatedSocket last) {
		boolean room = this.sockets.size() < this.limit;
		if (room) {
			this.sockets.add(last);
		}
		else {
			this.sockets.stream().filter((socket) -> !socket.isClosing()).findFirst().ifPresent(this::close);
		}
		return room;
	}

	private void hear(Question asked) {
		Grant grant = asked.answer;
		if (grant != null) {
			this.question = null;
			long from = this.removed.contains(Guard.COUNTS_FROM_ASKING) ? clock() : asked.at;
			this.next = clock() + this.renewal.answered(grant, from, clock());
			if (grant.size() < 1 && this.own != null) {
				close(this.own);
			}
		}
		else if (clock() - asked.at > this.terms.attemptNanos()) {
			this.question = null;
			if (this.own != null) {
				close(this.own);
			}
			this.next = clock() + failed();
		}
	}

	/**
	 * Close everything and give the lease back, if possible.
	 * @return whether it was
	 */
	boolean stop() {
		this.sockets.stream().filter((socket) -> !socket.isClosing()).forEach(this::close);
		boolean released = !isSilent() && this.lease.isHeld() && open() == 0;
		if (released) {
			this.fleet.release(this, this.lease.report(1).sequence());
		}
		if (this.own != null && !this.own.isClosing()) {
			close(this.own);
		}
		return released;
	}

	/**
	 * The registry's connection dies without a word, and the other end takes long to
	 * notice.
	 */
	void breakOwn() {
		if (this.own != null && !this.own.isClosing()) {
			this.own.end(this.fleet.now() + this.terms.quarantine().toNanos());
			this.question = null;
		}
	}

	/**
	 * The kernel closes the sockets, or the whole node is gone and the other end has to
	 * find out.
	 */
	void crash(boolean withItsNode) {
		long heard = this.fleet.now() + (withItsNode ? this.terms.quarantine().toNanos() : SimulatedFleet.TICK);
		this.sockets.forEach((socket) -> socket.end(heard));
		if (this.own != null) {
			this.own.end(heard);
		}
	}

	private long clock() {
		return (long) (this.fleet.now() * this.rate);
	}

	/**
	 * A renewal that is under way.
	 */
	static final class Question {

		final Report report;

		final long at;

		@Nullable Grant answer;

		Question(Report report, long at) {
			this.report = report;
			this.at = at;
		}

	}

}
