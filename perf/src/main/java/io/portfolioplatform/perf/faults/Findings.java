package io.portfolioplatform.perf.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What must never be seen, and was.
 */
final class Findings {

	private final Queue<String> findings = new ConcurrentLinkedQueue<>();

	/**
	 * Somebody was shown what they must not be.
	 * @param person who
	 * @param what in words
	 */
	void add(int person, String what) {
		this.findings.add("person " + person + " " + what);
	}

	/**
	 * Take what was found since the last time.
	 * @return one line each
	 */
	List<String> take() {
		List<String> taken = new ArrayList<>();
		for (String finding = this.findings.poll(); finding != null; finding = this.findings.poll()) {
			taken.add(finding);
		}
		return taken;
	}

}
