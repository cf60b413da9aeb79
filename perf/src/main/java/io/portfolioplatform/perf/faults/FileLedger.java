package io.portfolioplatform.perf.faults;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * What became of the files that one person has imported, each under a label of its own.
 * Of a file all rows are there, once, or none of them.
 */
final class FileLedger {

	/** Rows of each file, whose quantities are 1, 2, 3 and so on. */
	static final int ROWS = 20;

	private static final List<Integer> ALL = IntStream.rangeClosed(1, ROWS).boxed().toList();

	private final Map<String, State> files = new ConcurrentHashMap<>();

	private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

	void put(String label, State state) {
		this.files.put(label, state);
		this.steps.add(new Step(state, System.nanoTime()));
	}

	/**
	 * Return what has become of the files, one after the other.
	 * @return the steps, oldest first
	 */
	List<Step> steps() {
		return List.copyOf(this.steps);
	}

	Map<String, State> files() {
		return Map.copyOf(this.files);
	}

	/**
	 * Return how many files the person was told are stored.
	 */
	int stored() {
		return (int) this.files.values().stream().filter((state) -> state.compareTo(State.STORED) >= 0).count();
	}

	/**
	 * Return whether all rows of a file are there, once.
	 * @param quantities their quantities
	 */
	static boolean isWhole(List<Integer> quantities) {
		return quantities.stream().sorted().toList().equals(ALL);
	}

	/**
	 * Compare with what the database holds.
	 * @param held quantities of activities by label
	 * @param before what had become of the files before it was asked
	 * @return what differs
	 */
	Ledger.Difference compare(Map<String, List<Integer>> held, Map<String, State> before) {
		Map<String, State> after = files();
		Set<String> labels = new HashSet<>(held.keySet());
		labels.addAll(after.keySet());
		Ledger.Difference difference = Ledger.Difference.none();
		for (String label : labels) {
			List<Integer> found = held.getOrDefault(label, List.of());
			if (!after.containsKey(label)) {
				difference.doubled().add(label);
				continue;
			}
			Set<State> states = EnumSet.range(before.getOrDefault(label, State.SENT), after.get(label));
			boolean fine = found.isEmpty() ? states.stream().anyMatch((state) -> state.mayBeMissing)
					: isWhole(found) && states.stream().anyMatch((state) -> state.mayBeThere);
			if (!fine) {
				(new HashSet<>(found).size() < ALL.size() ? difference.lost() : difference.doubled()).add(label);
			}
		}
		return difference;
	}

	/**
	 * What became of a file, in this order.
	 */
	enum State {

		/** Nobody has told anything of it yet. */
		SENT(true, true),

		/** It was said that it will be stored. */
		ACCEPTED(true, true),

		/** It was said to be stored. */
		STORED(true, false),

		/** All of it was shown in an export. */
		EXPORTED(true, false),

		/** Its deletion has been asked for. */
		GOING(true, true),

		/** It was said to be deleted. */
		GONE(false, true);

		private final boolean mayBeThere;

		private final boolean mayBeMissing;

		State(boolean mayBeThere, boolean mayBeMissing) {
			this.mayBeThere = mayBeThere;
			this.mayBeMissing = mayBeMissing;
		}

	}

	/**
	 * One file has come so far.
	 *
	 * @param state what became of it
	 * @param at when the person was told, as {@link System#nanoTime()}
	 */
	record Step(State state, long at) {

	}

}
