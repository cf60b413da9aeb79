package io.portfolioplatform.perf.load;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Load is for this machine only.
 */
final class Loopback {

	private Loopback() {
	}

	/**
	 * Refuse any other machine.
	 * @param url where load is to go
	 * @throws IllegalArgumentException if that is not this machine's loopback interface
	 */
	static void require(URI url) {
		try {
			if (InetAddress.getByName(url.getHost()).isLoopbackAddress()) {
				return;
			}
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(url + " is nowhere: load goes to 127.0.0.1", ex);
		}
		throw new IllegalArgumentException(url + " is another machine: load goes to 127.0.0.1");
	}

}
