package io.portfolioplatform.health.shed;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Finds the route of a path among the patterns of the application, segment by segment:
 * much cheaper than matching, at the price of treating every variable as any text.
 */
final class RouteTree {

	private final Node root = new Node();

	RouteTree(Collection<String> patterns) {
		// Spring keeps them in no order, and every process shall take the same one.
		patterns.stream().sorted().forEach(this::add);
	}

	/**
	 * Find the route of a path.
	 * @param path the path as Spring MVC sees it
	 * @return the pattern, or nothing
	 */
	@Nullable String find(String path) {
		return find(this.root, path, 0);
	}

	/**
	 * Add a pattern, unless there is one that differs in the names of variables alone.
	 * @param pattern the pattern
	 * @return the route of its paths: itself, or the earlier one
	 */
	String add(String pattern) {
		Node node = this.root;
		for (String segment : StringUtils.tokenizeToStringArray(pattern, "/")) {
			if (segment.equals("**") || segment.startsWith("{*")) {
				node.below = (node.below != null) ? node.below : pattern;
				return node.below;
			}
			node = node.child(segment);
		}
		node.here = (node.here != null) ? node.here : pattern;
		return node.here;
	}

	private static @Nullable String find(Node node, String path, int from) {
		int start = from;
		while (start < path.length() && path.charAt(start) == '/') {
			start++;
		}
		if (start == path.length()) {
			return (node.here != null) ? node.here : node.below;
		}
		int slash = path.indexOf('/', start);
		int end = (slash < 0) ? path.length() : slash;
		Node literal = node.literals.get(path.substring(start, end));
		String found = (literal != null) ? find(literal, path, end) : null;
		if (found == null && node.variable != null) {
			found = find(node.variable, path, end);
		}
		return (found != null) ? found : node.below;
	}

	/**
	 * One segment of the patterns that share what is before it.
	 */
	private static final class Node {

		private final Map<String, Node> literals = new HashMap<>();

		private @Nullable Node variable;

		private @Nullable String here;

		private @Nullable String below;

		private Node child(String segment) {
			if (segment.indexOf('{') < 0 && segment.indexOf('*') < 0 && segment.indexOf('?') < 0) {
				return this.literals.computeIfAbsent(segment, (key) -> new Node());
			}
			if (this.variable == null) {
				this.variable = new Node();
			}
			return this.variable;
		}

	}

}
