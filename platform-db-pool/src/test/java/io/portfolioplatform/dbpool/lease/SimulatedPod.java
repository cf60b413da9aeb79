package io.portfolioplatform.dbpool.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A process of a simulated fleet. Its clock runs at a rate of its own, and what it sends
 * may be late or lost.
 */
final class SimulatedPod {

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
		this.lease = new Lease(terms);
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
		if (this.lease.isOver(clock()) && !this.removed.contains(Guard.OBEYS_THE_DEADLINE)) {
			lose();
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
		int most = this.lease.size() - 1;
		int open = open() - 1;
		if (this.busy) {
			for (; open < most && !isPartitioned(); open++) {
				this.sockets.add(this.fleet.open(this));
			}
		}
		if (open > 0 && (!this.busy || open > most) && this.random.nextInt(4) == 0) {
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
	 * Count the registry's connection and those that are not surely closed.
	 */
	int open() {
		this.sockets.removeIf((socket) -> socket.isGone(this.fleet.now())
				|| socket.isClosing() && this.removed.contains(Guard.COUNTS_CLOSING));
		return 1 + this.sockets.size();
	}

	private void ask() {
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
			this.next = clock() + this.terms.retryNanos();
			return;
		}
		int open = open();
		Report report = this.lease.report(open);
		if (this.removed.contains(Guard.REPORTS_A_BOUND)) {
			report = new Report(report.sequence(), open, open);
		}
		this.question = new Question(report, clock());
		this.fleet.send(this, this.question);
	}

	/**
	 * The registry's last connection takes the place of one of the pool's until it is
	 * surely closed.
	 */
	private boolean makeRoom(SimulatedSocket last) {
		boolean room = this.sockets.size() < this.lease.size() - 1;
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
			int before = this.lease.size();
			if (grant.size() < 1) {
				lose();
			}
			else if (this.lease.granted(grant, from, clock()) && this.lease.size() < before) {
				this.next = clock();
				return;
			}
			this.next = clock() + this.terms.renewNanos();
		}
		else if (clock() - asked.at > this.terms.attemptNanos()) {
			this.question = null;
			if (this.own != null) {
				close(this.own);
			}
			this.next = clock() + this.terms.retryNanos();
		}
	}

	private void lose() {
		this.lease.lose();
		this.sockets.stream().filter((socket) -> !socket.isClosing()).forEach(this::close);
	}

	/**
	 * Close everything and give the lease back, if possible.
	 * @return whether it was
	 */
	boolean stop() {
		this.sockets.stream().filter((socket) -> !socket.isClosing()).forEach(this::close);
		boolean released = !isSilent() && this.lease.isHeld() && open() == 1;
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
