package io.portfolioplatform.ratelimit.web;

import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.key.ClientIp;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the routes that count one kind of key. There are two of them: addresses are
 * counted before authentication, so that guessing tokens is limited too, users after it.
 */
public final class RateLimitFilter extends OncePerRequestFilter {

	private static final String CHARGED = RateLimitFilter.class.getName() + ".CHARGED";

	private final RateLimitEngine engine;

	private final ClientIp clientIp;

	private final RouteKey key;

	private final List<LimitedRoute> routes;

	/**
	 * Create the filter.
	 * @param engine decides
	 * @param clientIp finds the client's address
	 * @param key the kind of key that this filter counts
	 * @param routes all routes; those that count another key are ignored
	 */
	public RateLimitFilter(RateLimitEngine engine, ClientIp clientIp, RouteKey key, List<LimitedRoute> routes) {
		this.engine = engine;
		this.clientIp = clientIp;
		this.key = key;
		this.routes = routes.stream().filter((route) -> route.key() == key).toList();
	}

	@Override
	protected String getAlreadyFilteredAttributeName() {
		return getClass().getName() + "." + this.key;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		List<LimitedRoute> matching = matching(request);
		if (matching.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		if (isRejected(request, matching)) {
			RateLimitAnswers.unauthenticated(response);
			return;
		}
		List<Charge> charges = matching.stream().map((route) -> charge(route, request)).toList();
		List<Decision> decisions = this.engine.decideAll(charges);
		Decision last = decisions.get(decisions.size() - 1);
		if (!last.admitted()) {
			charged(request).forEach(this.engine::refund);
			RateLimitAnswers.refuse(response, last);
			return;
		}
		remember(request, charges);
		decisions.forEach((decision) -> RateLimitHeaders.add(response, decision));
		chain.doFilter(request, response);
	}

	private List<LimitedRoute> matching(HttpServletRequest request) {
		if (this.routes.isEmpty()) {
			return List.of();
		}
		PathContainer path = PathContainer
			.parsePath(request.getRequestURI().substring(request.getContextPath().length()));
		return this.routes.stream().filter((route) -> route.matches(request.getMethod(), path)).toList();
	}

	private static boolean isRejected(HttpServletRequest request, List<LimitedRoute> matching) {
		return request.getUserPrincipal() == null
				&& matching.stream().anyMatch((route) -> route.key() == RouteKey.PRINCIPAL && rejects(route));
	}

	private static boolean rejects(LimitedRoute route) {
		return route.anonymous() == Anonymous.REJECT;
	}

	private Charge charge(LimitedRoute route, HttpServletRequest request) {
		Principal user = (this.key == RouteKey.PRINCIPAL) ? request.getUserPrincipal() : null;
		// The prefix keeps a user who is named like an address apart from that address.
		String counted = (user != null) ? "user:" + user.getName() : "ip:" + this.clientIp.of(request);
		return new Charge(route.policy(), counted, route.cost());
	}

	@SuppressWarnings("unchecked")
	private static List<Charge> charged(HttpServletRequest request) {
		List<Charge> charges = (List<Charge>) request.getAttribute(CHARGED);
		return (charges != null) ? charges : List.of();
	}

	private static void remember(HttpServletRequest request, List<Charge> charges) {
		List<Charge> all = new ArrayList<>(charged(request));
		all.addAll(charges);
		request.setAttribute(CHARGED, all);
	}

}
