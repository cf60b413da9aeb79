package io.portfolioplatform.dbpool.gate;

/**
 * How many permits a gate has.
 *
 * @param open for everyone
 * @param nested for threads that already have one
 */
public record GateSize(int open, int nested) {

	/**
	 * From how many connections on one is kept for nested transactions.
	 */
	private static final int ENOUGH_FOR_A_RESERVE = 4;

	/**
	 * Divide connections: one of four or more is kept for nested transactions.
	 * @param connections how many there are
	 * @return the division
	 */
	public static GateSize of(int connections) {
		int nested = (connections >= ENOUGH_FOR_A_RESERVE) ? 1 : 0;
		return new GateSize(connections - nested, nested);
	}

	/**
	 * Return all permits.
	 * @return their number
	 */
	public int total() {
		return this.open + this.nested;
	}

}
