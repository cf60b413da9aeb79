package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What one person has written, in order, each under a label of its own: an activity's
 * quantity, 0 once it is deleted. The last write may be in doubt. Whoever looks sees what
 * there was after one of the writes: not before those that they must know of, and nothing
 * else.
 */
final class Ledger {

	/**
	 * One and a half seconds for the journal, one for the stream, and the rest to spare.
	 */
	private static final Duration BOUND = Duration.ofSeconds(3);

	private final ReentrantLock lock = new ReentrantLock();

	private final LongSupplier clock;

	private final List<Entry> entries = new ArrayList<>();

	private int acknowledged;

	private int known;

	private int told;

	private int tellings;

	/** Writes whose position nobody told. */
	private final Queue<Acknowledgement> untold = new ArrayDeque<>();

	/** Those that not everybody needs to have heard of. */
	private final Queue<Acknowledgement> young = new ArrayDeque<>();

	private int old;

	Ledger(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * Write down what is about to be asked for, and is in doubt until
	 * {@link #acknowledge}.
	 * @param label whose activity
	 * @param quantity its quantity from now on, 0 if it is to be deleted
	 */
	void begin(String label, int quantity) {
		this.lock.lock();
		try {
			this.entries.add(new Entry(label, quantity));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The last write was acknowledged.
	 * @param told whether its position in the log of evictions was told: who sends that
	 * sees the write at once, others in a bounded time
	 */
	void acknowledge(boolean told) {
		this.lock.lock();
		try {
			this.acknowledged = this.entries.size();
			Acknowledgement last = new Acknowledgement(this.acknowledged, this.clock.getAsLong());
			this.young.add(last);
			if (told) {
				this.known = this.acknowledged;
				this.told = this.acknowledged;
				this.tellings++;
				this.untold.clear();
			}
			else {
				this.untold.add(last);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many writes the database must hold.
	 */
	int acknowledged() {
		this.lock.lock();
		try {
			return this.acknowledged;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how often a position was told.
	 */
	int tellings() {
		this.lock.lock();
		try {
			return this.tellings;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many writes must be seen: those before the last position that was told,
	 * and those that are so old that everybody has heard of them.
	 */
	int known() {
		this.lock.lock();
		try {
			this.known = withAged(this.untold, this.known);
			return this.known;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many writes must be seen by who sends no position: those that are so old
	 * that everybody has heard of them.
	 */
	int old() {
		this.lock.lock();
		try {
			this.old = withAged(this.young, this.old);
			return this.old;
		}
		finally {
			this.lock.unlock();
		}
	}

	private int withAged(Queue<Acknowledgement> acknowledged, int writes) {
		int all = writes;
		while (!acknowledged.isEmpty() && this.clock.getAsLong() - acknowledged.element().at() > BOUND.toNanos()) {
			all = acknowledged.remove().writes();
		}
		return all;
	}

	/**
	 * Return what may be seen.
	 * @param writes how many of the writes must be seen
	 * @return quantities by label after these writes, and after each of those that
	 * followed
	 */
	List<Map<String, Integer>> states(int writes) {
		this.lock.lock();
		try {
			Map<String, Integer> state = new LinkedHashMap<>();
			List<Map<String, Integer>> states = new ArrayList<>();
			for (int i = 0; i <= this.entries.size(); i++) {
				if (i > 0) {
					Entry entry = this.entries.get(i - 1);
					if (entry.quantity() == 0) {
						state.remove(entry.label());
					}
					else {
						state.put(entry.label(), entry.quantity());
					}
				}
				if (i >= writes) {
					states.add(new LinkedHashMap<>(state));
				}
			}
			return states;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tells with a finding whether a position or the time that has passed demanded more.
	 */
	@Override
	public String toString() {
		this.lock.lock();
		try {
			return "of " + this.entries.size() + " writes " + this.acknowledged + " are acknowledged, " + this.known
					+ " known, and the position of number " + this.told + " was told last";
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Compare with what the database holds.
	 * @param held quantities of activities by label
	 * @param writes how many writes had been acknowledged before the database was asked
	 * @return what differs
	 */
	Difference compare(Map<String, List<Integer>> held, int writes) {
		List<Map<String, Integer>> states = states(writes);
		Set<String> labels = new HashSet<>(held.keySet());
		states.forEach((state) -> labels.addAll(state.keySet()));
		Difference difference = Difference.none();
		for (String label : labels) {
			Set<Integer> allowed = new HashSet<>();
			states.forEach((state) -> allowed.add(state.getOrDefault(label, 0)));
			List<Integer> found = held.getOrDefault(label, List.of());
			if (found.size() > 1 || (allowed.equals(Set.of(0)) && !found.isEmpty())) {
				difference.doubled().add(label);
			}
			else if (!allowed.contains(found.isEmpty() ? 0 : found.get(0))) {
				difference.lost().add(label);
			}
		}
		return difference;
	}

	/**
	 * What the database does not hold as it was acknowledged.
	 *
	 * @param lost labels of what is missing, or is not what it was changed to
	 * @param doubled labels of what is there more than once, or is there still
	 */
	record Difference(Set<String> lost, Set<String> doubled) {

		static Difference none() {
			return new Difference(new HashSet<>(), new HashSet<>());
		}

		/**
		 * Forget what was known before, and know the rest from now on.
		 * @param before what was known
		 */
		Difference without(Difference before) {
			this.lost.removeAll(before.lost);
			this.doubled.removeAll(before.doubled);
			before.add(this);
			return this;
		}

		void add(Difference other) {
			this.lost.addAll(other.lost);
			this.doubled.addAll(other.doubled);
		}

	}

	/**
	 * One write.
	 *
	 * @param label whose activity
	 * @param quantity its quantity afterwards
	 */
	private record Entry(String label, int quantity) {

	}

	/**
	 * An acknowledged write.
	 *
	 * @param writes how many writes there were with it
	 * @param at when it was acknowledged
	 */
	private record Acknowledgement(int writes, long at) {

	}

}
