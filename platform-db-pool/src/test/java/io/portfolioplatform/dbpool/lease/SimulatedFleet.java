package io.portfolioplatform.dbpool.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.portfolioplatform.dbpool.budget.Budget;

/**
 * A fleet, its registry and its pooler under a random schedule of starts, stops, crashes,
 * pauses, partitions, failovers and slow messages. The processes use the real
 * {@link Renewal}.
 */
final class SimulatedFleet {

	static final long TICK = Duration.ofMillis(200).toNanos();

	static final LeaseTerms TERMS = new LeaseTerms("fleet", new Budget(40, 4, 9, 2), 40, Duration.ofSeconds(15),
			Duration.ofSeconds(75));

	/**
	 * What a rolling update brings, for fewer connections and more processes.
	 */
	static final LeaseTerms STRICTER = new LeaseTerms("fleet", new Budget(36, 4, 14, 2), 40, TERMS.ttl(),
			TERMS.quarantine());

	private static final long FORGOTTEN = TERMS.ttl().plus(TERMS.quarantine()).toNanos();

	/**
	 * How long after its last renewal a process may go on at the latest: a little less
	 * than lease and quarantine, so that it can close its connections.
	 */
	private static final Duration PAUSE = TERMS.ttl().plus(TERMS.quarantine()).minusSeconds(2);

	private final Random random;

	private final Set<Guard> removed;

	private final List<LeaseTerms> terms;

	private final ModelRegistry registry;

	private final List<SimulatedPod> pods = new ArrayList<>();

	private final List<SimulatedSocket> pooler = new ArrayList<>();

	private final PriorityQueue<Message> messages = new PriorityQueue<>(Comparator.comparingLong(Message::due));

	private final List<Long> slotsTakenUntil = new ArrayList<>();

	private long now;

	private int most;

	private boolean quiet;

	private int started;

	private int cutShort;

	SimulatedFleet(long seed, Set<Guard> removed) {
		this(seed, removed, List.of(TERMS));
	}

	/**
	 * Create a fleet whose processes start on terms that differ.
	 */
	SimulatedFleet(long seed, Set<Guard> removed, List<LeaseTerms> terms) {
		this.random = new Random(seed);
		this.removed = removed;
		this.terms = terms;
		this.registry = new ModelRegistry(removed);
	}

	/**
	 * Run with faults.
	 * @return the most connections that the pooler saw at a time
	 */
	int run(Duration time) {
		for (long end = this.now + time.toNanos(); this.now < end; this.now += TICK) {
			fault();
			step();
		}
		return this.most;
	}

	void runWithoutFaults(Duration time) {
		this.quiet = true;
		for (long end = this.now + time.toNanos(); this.now < end; this.now += TICK) {
			step();
		}
		this.quiet = false;
	}

	private void step() {
		for (Message next = this.messages.peek(); next != null && next.due <= this.now; next = this.messages.peek()) {
			this.messages.remove();
			next.action.run();
		}
		this.pods.forEach(SimulatedPod::step);
		this.pooler.removeIf((socket) -> socket.isGone(this.now));
		this.most = Math.max(this.most, this.pooler.size());
	}

	private void fault() {
		this.slotsTakenUntil.removeIf((time) -> time <= this.now);
		int kind = this.random.nextInt(400);
		if (kind < 12 && this.pods.size() + this.slotsTakenUntil.size() < TERMS.budget().slots()) {
			LeaseTerms terms = this.terms.get(this.started % this.terms.size());
			this.pods.add(new SimulatedPod("pod" + this.started++, this, terms, this.random, this.removed));
		}
		else if (!this.pods.isEmpty()) {
			SimulatedPod pod = (kind < 22) ? this.pods.get(this.random.nextInt(this.pods.size())) : any();
			switch (kind) {
				case 20 -> remove(pod, pod.stop() ? TICK * 15 : FORGOTTEN);
				case 21 -> {
					pod.crash(!pod.isSilent() && this.random.nextBoolean());
					remove(pod, FORGOTTEN);
				}
				case 22, 23 -> silence(pod, () -> pod.pausedUntil = pod.renewed + pause());
				case 24, 25 -> silence(pod, () -> pod.partitionedUntil = this.now + random(Duration.ofSeconds(120)));
				case 26 -> failOver();
				case 27 -> silence(pod, pod::breakOwn);
				default -> {
				}
			}
		}
	}

	/**
	 * What happens while a process waits for an answer is of more interest.
	 */
	private SimulatedPod any() {
		List<SimulatedPod> asking = this.pods.stream().filter(SimulatedPod::isAsking).toList();
		List<SimulatedPod> from = (asking.isEmpty() || this.random.nextBoolean()) ? this.pods : asking;
		return from.get(this.random.nextInt(from.size()));
	}

	/**
	 * Together they could last longer than lease and quarantine, and no lease is safe
	 * from a process that is silent for so long and then goes on.
	 */
	private void silence(SimulatedPod pod, Runnable how) {
		if (!pod.isSilent()) {
			how.run();
		}
	}

	private void remove(SimulatedPod pod, long slotTaken) {
		this.pods.remove(pod);
		this.slotsTakenUntil.add(this.now + slotTaken);
	}

	/**
	 * Leases are missing of processes that are there to report again, and nobody is cut
	 * off before they have.
	 */
	private void failOver() {
		if (this.pods.stream().noneMatch(SimulatedPod::isSilent)) {
			this.registry.failOver(this.pods.stream()
				.map((pod) -> pod.name)
				.filter((pod) -> this.random.nextInt(4) > 0)
				.collect(Collectors.toSet()));
			runWithoutFaults(TERMS.ttl());
		}
	}

	private long pause() {
		return (this.random.nextInt(4) == 0) ? PAUSE.toNanos() : random(PAUSE);
	}

	private long random(Duration most) {
		return (long) (this.random.nextDouble() * most.toNanos());
	}

	SimulatedSocket open(SimulatedPod pod) {
		SimulatedSocket socket = new SimulatedSocket();
		this.pooler.add(socket);
		return socket;
	}

	void send(SimulatedPod pod, SimulatedPod.Question question) {
		if (pod.isPartitioned()) {
			return;
		}
		later(() -> {
			Grant grant = this.registry.renew(pod.name, question.report, pod.terms, this.now);
			pod.renewed = this.now;
			if (grant != null && question.report.bound() > 1
					&& grant.size() < Math.min(question.report.bound(), share(grant))) {
				this.cutShort++;
			}
			if (grant != null && !pod.isPartitioned()) {
				later(() -> question.answer = grant);
			}
		});
	}

	private static int share(Grant grant) {
		return (grant.capacity() - grant.goneBound() - grant.kept()) / grant.pods();
	}

	/**
	 * Return how often a process had to give back what was part of its share.
	 */
	int cutShort() {
		return this.cutShort;
	}

	void release(SimulatedPod pod, long sequence) {
		this.registry.release(pod.name, sequence, this.now);
	}

	/**
	 * Some messages take longer than anyone waits for them.
	 */
	private void later(Runnable action) {
		int ticks = (!this.quiet && this.random.nextInt(10) == 0) ? this.random.nextInt(100) : this.random.nextInt(3);
		this.messages.add(new Message(this.now + ticks * TICK, action));
	}

	long now() {
		return this.now;
	}

	List<SimulatedPod> pods() {
		return this.pods;
	}

	private record Message(long due, Runnable action) {

	}

}
