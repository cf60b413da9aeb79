package io.portfolioplatform.ratelimit.web;

import java.io.IOException;
import java.util.List;

import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.key.ClientIp;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Enforces the limits of one stage. There are two of these filters.
 */
public final class RateLimitFilter extends OncePerRequestFilter {

	private static final String CHARGED = RateLimitFilter.class.getName() + ".CHARGED";

	private final RouteLimits limits;

	private final ClientIp clientIp;

	private final boolean last;

	private final String filtered;

	/**
	 * Create the filter.
	 * @param limits the limits of its stage
	 * @param stage the stage
	 * @param clientIp finds the client's address
	 * @param last whether no stage follows, for whose refusal a charge would have to be
	 * remembered
	 */
	public RateLimitFilter(RouteLimits limits, Stage stage, ClientIp clientIp, boolean last) {
		this.limits = limits;
		this.clientIp = clientIp;
		this.last = last;
		this.filtered = getClass().getName() + "." + stage;
	}

	@Override
	protected String getAlreadyFilteredAttributeName() {
		return this.filtered;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		LimitedRequest limited = new ServletLimitedRequest(request, this.clientIp);
		List<LimitedRoute> matching = this.limits.matching(limited);
		if (matching.isEmpty() || admit(request, response, limited, matching)) {
			chain.doFilter(request, response);
		}
	}

	private boolean admit(HttpServletRequest request, HttpServletResponse response, LimitedRequest limited,
			List<LimitedRoute> matching) throws IOException {
		Verdict verdict = this.limits.decide(limited, matching, (Verdict) request.getAttribute(CHARGED));
		if (verdict.isUnknown()) {
			RateLimitAnswers.unauthenticated(response);
			return false;
		}
		Decision refusal = verdict.refusal();
		if (refusal != null) {
			RateLimitAnswers.refuse(response, refusal);
			return false;
		}
		if (!this.last) {
			request.setAttribute(CHARGED, verdict);
		}
		RateLimitHeaders.add(verdict.decisions(), response::addHeader);
		return true;
	}

}
