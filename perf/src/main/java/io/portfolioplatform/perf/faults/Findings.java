package io.portfolioplatform.perf.faults;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What must never be seen, and was.
 */
final class Findings {

	private final Queue<String> foreign = new ConcurrentLinkedQueue<>();

	private final Queue<String> old = new ConcurrentLinkedQueue<>();

	void foreign(String finding) {
		this.foreign.add(finding);
	}

	void old(String finding) {
		this.old.add(finding);
	}

	/**
	 * Return the answers with another person's data.
	 * @return one line each
	 */
	List<String> foreign() {
		return List.copyOf(this.foreign);
	}

	/**
	 * Return the answers without a purchase that this person knew of.
	 * @return one line each
	 */
	List<String> old() {
		return List.copyOf(this.old);
	}

}
