package io.portfolioplatform.test.node;

import java.net.URI;

/**
 * One running instance of an application.
 */
public interface Node extends AutoCloseable {

	/**
	 * Return the ports the node listens on.
	 * @return the ports
	 */
	Ports ports();

	/**
	 * Return the address of the main port.
	 * @return an {@code http:} URL without a path
	 */
	default URI url() {
		return URI.create("http://localhost:" + ports().main());
	}

	/**
	 * Stop the node as an orchestrator would, and wait until it is gone.
	 */
	@Override
	void close();

}
