package io.portfolioplatform.dbpool.gate;

/**
 * Until when a gate admits threads.
 *
 * @param limited whether it ever ends
 * @param deadline when it ends, in the terms of {@link System#nanoTime()}
 * @param reason what a thread is told that comes later
 */
record Validity(boolean limited, long deadline, String reason) {

	static final Validity FOREVER = new Validity(false, 0, "");

	static Validity until(long deadline) {
		return new Validity(true, deadline,
				"This process was suspended or overloaded for so long that its lease of connections ended");
	}

	static Validity over(String reason) {
		return new Validity(true, System.nanoTime(), reason);
	}

	boolean isOver() {
		return this.limited && System.nanoTime() - this.deadline >= 0;
	}

}
