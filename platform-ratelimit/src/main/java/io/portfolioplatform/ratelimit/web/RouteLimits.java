package io.portfolioplatform.ratelimit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * The limits of one stage, whatever kind of server receives the requests.
 */
public final class RouteLimits {

	private final RateLimitEngine engine;

	private final LimitedRoute[] routes;

	/** Each route in a list: most requests belong to one. */
	private final List<List<LimitedRoute>> alone;

	private final String[] prefixes;

	private final @Nullable PlanResolver plans;

	/**
	 * Create the limits.
	 * @param engine decides
	 * @param stage where in the chain of filters they are
	 * @param routes all routes; those of another stage are ignored
	 * @param plans tells users' plans, or {@code null}
	 */
	public RouteLimits(RateLimitEngine engine, Stage stage, List<LimitedRoute> routes, @Nullable PlanResolver plans) {
		this.engine = engine;
		this.routes = routes.stream().filter(stage::has).toArray(LimitedRoute[]::new);
		this.alone = Arrays.stream(this.routes).map(List::of).toList();
		this.prefixes = routes.stream().filter(stage::has).map(LimitedRoute::prefix).toArray(String[]::new);
		this.plans = plans;
	}

	/**
	 * Return whether there is any.
	 * @return whether a request may be limited
	 */
	public boolean isEmpty() {
		return this.routes.length == 0;
	}

	/**
	 * Return the routes that a request belongs to.
	 * @param request the request
	 * @return the routes in the order of configuration
	 */
	List<LimitedRoute> matching(LimitedRequest request) {
		if (!mayMatch(request.getPath())) {
			return List.of();
		}
		String method = request.getMethod();
		PathContainer parsed = request.parsedPath();
		List<LimitedRoute> matching = List.of();
		for (int index = 0; index < this.routes.length; index++) {
			if (this.routes[index].matches(method, parsed)) {
				matching = matching.isEmpty() ? this.alone.get(index) : and(matching, this.routes[index]);
			}
		}
		return matching;
	}

	private static List<LimitedRoute> and(List<LimitedRoute> routes, LimitedRoute another) {
		return Stream.concat(routes.stream(), Stream.of(another)).toList();
	}

	/**
	 * Tell most requests that nothing limits without parsing their path. One that is not
	 * written plainly is parsed: it may mean a limited path.
	 */
	private boolean mayMatch(String path) {
		if (this.routes.length > 0 && (path.indexOf('%') >= 0 || path.indexOf(';') >= 0)) {
			return true;
		}
		for (String prefix : this.prefixes) {
			if (path.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Charge a request.
	 * @param request the request
	 * @param matching the routes it belongs to, at least one
	 * @param before what the earlier stage has charged, given back if this one refuses
	 * @return the verdict
	 */
	Verdict decide(LimitedRequest request, List<LimitedRoute> matching, @Nullable Verdict before) {
		List<Charge> charges = charges(request, matching);
		if (charges.isEmpty()) {
			refund(before);
			return Verdict.UNKNOWN;
		}
		List<Decision> decisions = this.engine.decideAll(charges);
		Verdict verdict = new Verdict(charges, decisions);
		if (verdict.refusal() != null) {
			refund(before);
		}
		return verdict;
	}

	/**
	 * Return what to charge, nothing if one route needs a key that the request lacks.
	 * Most requests belong to one route.
	 */
	private List<Charge> charges(LimitedRequest request, List<LimitedRoute> matching) {
		if (matching.size() == 1) {
			Charge charge = charge(request, matching.get(0));
			return (charge != null) ? List.of(charge) : List.of();
		}
		List<Charge> charges = new ArrayList<>(matching.size());
		for (LimitedRoute route : matching) {
			Charge charge = charge(request, route);
			if (charge == null) {
				return List.of();
			}
			charges.add(charge);
		}
		return charges;
	}

	private @Nullable Charge charge(LimitedRequest request, LimitedRoute route) {
		String key = key(route, request);
		return (key != null)
				? new Charge(route.policy(), key, route.cost(), plan(route, request), route.path().getPatternString())
				: null;
	}

	private void refund(@Nullable Verdict before) {
		if (before != null) {
			this.engine.refund(before.charges(), before.decisions());
		}
	}

	private static @Nullable String key(LimitedRoute route, LimitedRequest request) {
		String key = route.source().of(request);
		return (key != null || route.anonymous() == Anonymous.REJECT) ? key : KeySource.address().of(request);
	}

	private @Nullable String plan(LimitedRoute route, LimitedRequest request) {
		if (this.plans == null || route.key() != RouteKey.PRINCIPAL || route.policy().current().plans().isEmpty()) {
			return null;
		}
		String user = request.getUser();
		return (user != null) ? this.plans.planOf(user) : null;
	}

}
