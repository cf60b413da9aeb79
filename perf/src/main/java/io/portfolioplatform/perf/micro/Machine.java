package io.portfolioplatform.perf.micro;

/**
 * What a measurement ran on.
 */
final class Machine {

	private Machine() {
	}

	static String describe() {
		return Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version() + ", "
				+ System.getProperty("os.name") + " " + System.getProperty("os.arch");
	}

}
