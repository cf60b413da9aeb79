package io.portfolioplatform.perf.plan;

/**
 * What grows in proportion to a number, from what it is without any.
 *
 * @param base what it is without any
 * @param each what each adds
 */
public record Linear(double base, double each) {

	public Linear {
		if (base < 0 || each < 0) {
			throw new IllegalArgumentException("Neither is negative: " + base + ", " + each);
		}
	}

	/**
	 * Draw a line through two measurements. Where many took no more than few, each adds
	 * nothing; where they took more than in proportion, there is no base. Two
	 * measurements do not tell whether it is a line.
	 * @param few the smaller number
	 * @param ofFew what was measured of it
	 * @param many the larger number
	 * @param ofMany what was measured of it, which the line says too
	 * @return the line
	 */
	public static Linear through(int few, double ofFew, int many, double ofMany) {
		double each = Math.max(0, Math.min((ofMany - ofFew) / (many - few), ofMany / many));
		return new Linear(Math.max(0, ofMany - many * each), each);
	}

	/**
	 * Return what it is with so many.
	 * @param count how many there are
	 * @return the base, and what each adds
	 */
	public double of(int count) {
		return this.base + count * this.each;
	}

}
