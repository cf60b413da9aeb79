package io.portfolioplatform.health.traffic;

import java.util.Collection;
import java.util.function.Supplier;

/**
 * The paths below which the Actuator answers: its base path, or the path of each endpoint
 * where they have none in common.
 */
public final class ManagementPaths {

	private final Supplier<? extends Collection<String>> roots;

	/**
	 * Create the paths.
	 * @param roots each with a slash at its start and none at its end, asked whenever
	 * they are needed
	 */
	public ManagementPaths(Supplier<? extends Collection<String>> roots) {
		this.roots = roots;
	}

	/**
	 * Return whether the Actuator answers a path.
	 * @param path the path as Spring MVC sees it
	 * @return whether it is one of these or below
	 */
	public boolean contains(String path) {
		for (String root : this.roots.get()) {
			if (path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/')) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return what matches these paths.
	 * @return a regular expression, for the whole path
	 */
	public String pattern() {
		return "(" + String.join("|", this.roots.get()) + ")(/.*)?";
	}

}
