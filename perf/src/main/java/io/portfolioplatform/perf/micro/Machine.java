package io.portfolioplatform.perf.micro;

/**
 * What a measurement ran on.
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Describe this machine.
	 * @return cores, JDK and operating system
	 */
	public static String describe() {
		return Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version() + ", "
				+ System.getProperty("os.name") + " " + System.getProperty("os.arch");
	}

}
