package io.portfolioplatform.health.shed;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

/**
 * The limits of all routes of the application; what belongs to none shares one.
 */
public final class RouteLimits {

	/** Name of the route of everything that no pattern matches. */
	public static final String OTHER = "other";

	private final Supplier<RouteTree> routes;

	private final Map<String, RouteLimit> limits = new ConcurrentHashMap<>();

	private final LimitSettings settings;

	private final AtomicInteger inProcess = new AtomicInteger();

	private volatile BiConsumer<String, RouteLimit> onCreation = (route, limit) -> {
	};

	/**
	 * Create the limits.
	 * @param patterns patterns of the application's routes, asked at the first request
	 * @param settings how the limits adapt
	 */
	public RouteLimits(Supplier<Collection<String>> patterns, LimitSettings settings) {
		this.routes = SingletonSupplier.of(() -> new RouteTree(patterns.get()));
		this.settings = settings;
	}

	/**
	 * Return the route of a pattern's requests: of patterns that differ in the names of
	 * their variables alone it is the first by its letters.
	 * @param pattern one of the patterns
	 * @param patterns all patterns
	 * @return the pattern that its limit is known by
	 */
	public static String routeOfPattern(String pattern, Collection<String> patterns) {
		return new RouteTree(patterns).add(pattern);
	}

	/**
	 * Tell a listener about every limit created from now on.
	 * @param listener hears the route and its limit, once for each route
	 */
	public void onCreation(BiConsumer<String, RouteLimit> listener) {
		this.onCreation = listener;
	}

	String routeOf(String path) {
		String route = this.routes.get().find(path);
		return (route != null) ? route : OTHER;
	}

	RouteLimit limitOf(String route) {
		RouteLimit limit = this.limits.get(route);
		return (limit != null) ? limit : this.limits.computeIfAbsent(route, this::create);
	}

	private RouteLimit create(String route) {
		RouteLimit limit = new RouteLimit(route, this.settings, this.inProcess);
		this.onCreation.accept(route, limit);
		return limit;
	}

}
