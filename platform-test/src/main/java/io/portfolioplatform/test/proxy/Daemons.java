package io.portfolioplatform.test.proxy;

/**
 * Threads that never keep a JVM alive.
 */
final class Daemons {

	private Daemons() {
	}

	static Thread of(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		return thread;
	}

}
