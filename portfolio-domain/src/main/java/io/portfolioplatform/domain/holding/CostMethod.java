package io.portfolioplatform.domain.holding;

/**
 * Which units a sale takes.
 */
public enum CostMethod {

	/**
	 * Those bought first.
	 */
	FIFO,

	/**
	 * An equal share of all, at their average cost.
	 */
	AVERAGE

}
