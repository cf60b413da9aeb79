package io.portfolioplatform.health;

/**
 * A question that an orchestrator or a load balancer asks a process again and again.
 */
public enum Probe {

	/**
	 * Whether the process must be replaced. Nothing outside the process can make it fail.
	 */
	LIVENESS("/livez"),

	/**
	 * Whether new requests should be sent to the process.
	 */
	READINESS("/readyz"),

	/**
	 * Whether the process has finished starting. Once it has, it stays so.
	 */
	STARTUP("/startupz");

	private final String path;

	Probe(String path) {
		this.path = path;
	}

	/**
	 * Return the path the probe is asked at, on the main and on the management port.
	 * @return a path that starts with a slash
	 */
	public String path() {
		return this.path;
	}

}
