package io.portfolioplatform.perf.chain;

import java.net.URI;
import java.time.Duration;

/**
 * A server that is measured.
 *
 * @param name what it is
 * @param url what is asked of it
 * @param token access token sent with every request
 * @param process its process
 */
record Server(String name, URI url, String token, ProcessHandle process) {

	Duration cpu() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

}
