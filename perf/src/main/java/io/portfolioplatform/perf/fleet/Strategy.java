package io.portfolioplatform.perf.fleet;

/**
 * How a process decides on the size of its pool.
 */
public enum Strategy {

	/**
	 * The starter of this project.
	 */
	LEASED("leased (this project)"),

	/**
	 * HikariCP as it comes: ten connections, whoever else there is.
	 */
	HIKARI_DEFAULT("HikariCP's default, 10"),

	/**
	 * What people do by hand: each process is told how many there are, divides, and
	 * resizes HikariCP.
	 */
	BY_REPLICAS("limit / live replicas");

	private final String label;

	Strategy(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

}
