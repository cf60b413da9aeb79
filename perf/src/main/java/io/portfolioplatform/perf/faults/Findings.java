package io.portfolioplatform.perf.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What must never be seen, and was.
 */
final class Findings {

	private final Queue<String> findings = new ConcurrentLinkedQueue<>();

	private final AtomicInteger judged = new AtomicInteger();

	/** An answer is looked at, whatever comes of it. */
	void judging() {
		this.judged.incrementAndGet();
	}

	/**
	 * Take how many answers were looked at since the last time.
	 * @return how many
	 */
	int takeJudged() {
		return this.judged.getAndSet(0);
	}

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
