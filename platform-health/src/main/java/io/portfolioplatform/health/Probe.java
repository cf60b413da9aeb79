package io.portfolioplatform.health;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

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

	private static final Map<String, Probe> BY_PATH = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(Probe::path, Function.identity()));

	private final String path;

	Probe(String path) {
		this.path = path;
	}

	/**
	 * Return the probe that is asked at a path.
	 * @param path a path below that of the application
	 * @return the probe, or {@code null} if none is asked there
	 */
	public static @Nullable Probe of(String path) {
		return BY_PATH.get(path);
	}

	/**
	 * Return the path the probe is asked at, on the main and on the management port.
	 * @return a path that starts with a slash
	 */
	public String path() {
		return this.path;
	}

}
