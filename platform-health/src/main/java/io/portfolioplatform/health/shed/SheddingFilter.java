package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.util.function.Predicate;

import io.portfolioplatform.health.RequestPriorities;
import io.portfolioplatform.health.RequestPriority;
import io.portfolioplatform.health.traffic.RequestEnd;
import io.portfolioplatform.health.traffic.ServletPath;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Admits a request if its route can carry one more, and answers 503 at once if not: the
 * lowest priority first, before the request has cost anything.
 */
public final class SheddingFilter implements Filter {

	private final RouteLimits limits;

	private final RequestPriorities priorities;

	private final ServletPath servletPath;

	private final Predicate<String> exempt;

	private final ShedListener listener;

	/**
	 * Create the filter.
	 * @param limits what each route can carry
	 * @param priorities decides which requests go first
	 * @param servletPath where Spring MVC is
	 * @param exempt paths, as Spring MVC sees them, that are always served
	 * @param listener hears of refused requests
	 */
	public SheddingFilter(RouteLimits limits, RequestPriorities priorities, ServletPath servletPath,
			Predicate<String> exempt, ShedListener listener) {
		this.limits = limits;
		this.priorities = priorities;
		this.servletPath = servletPath;
		this.exempt = exempt;
		this.listener = listener;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		String path = this.servletPath.within(httpRequest);
		if (this.exempt.test(path)) {
			chain.doFilter(request, response);
			return;
		}
		String route = this.limits.routeOf(path);
		RouteLimit limit = this.limits.limitOf(route);
		RequestPriority priority = this.priorities.of(httpRequest);
		if (!limit.tryBegin(priority)) {
			this.listener.shed(route, priority, ShedListener.Reason.LIMIT);
			Refusal.send((HttpServletResponse) response, priority);
			return;
		}
		serve(httpRequest, (HttpServletResponse) response, chain, new Admission(limit, route, priority));
	}

	private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Admission admission)
			throws IOException, ServletException {
		request.setAttribute(Admission.ATTRIBUTE, admission);
		try {
			chain.doFilter(request, response);
		}
		catch (IOException | ServletException | RuntimeException ex) {
			if (!PoolRefusals.isRefusal(ex) || response.isCommitted()) {
				throw ex;
			}
			String connection = response.getHeader("Connection");
			response.reset();
			if (connection != null) {
				// What is drained is closed, whatever the answer is.
				response.setHeader("Connection", connection);
			}
			refuse(response, admission);
		}
		finally {
			if (RequestEnd.isOpenStream(request, response)) {
				admission.stream();
			}
			RequestEnd.of(request, admission::end);
		}
	}

	/**
	 * Answer a request whose work the pool refused.
	 * @param response the answer, not committed
	 * @param admission the request
	 * @throws IOException if the client is gone
	 */
	void refuse(HttpServletResponse response, Admission admission) throws IOException {
		admission.overloaded();
		this.listener.shed(admission.route(), admission.priority(), ShedListener.Reason.POOL);
		Refusal.send(response, admission.priority());
	}

}
