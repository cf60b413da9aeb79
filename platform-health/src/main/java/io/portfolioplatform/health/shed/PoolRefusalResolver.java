package io.portfolioplatform.health.shed;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers 503 when a handler failed because the connection pool refused it, before any
 * handler of exceptions makes that a 500.
 */
public final class PoolRefusalResolver implements HandlerExceptionResolver, Ordered {

	private final SheddingFilter filter;

	/**
	 * Create the resolver.
	 * @param filter admitted the request
	 */
	public PoolRefusalResolver(SheddingFilter filter) {
		this.filter = filter;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		Admission admission = (Admission) request.getAttribute(Admission.ATTRIBUTE);
		if (admission == null || response.isCommitted() || !PoolRefusals.isRefusal(ex)) {
			return null;
		}
		ServerHttpObservationFilter.findObservationContext(request).ifPresent((context) -> context.setError(ex));
		try {
			this.filter.refuse(response, admission);
		}
		catch (IOException clientIsGone) {
			// There is nobody left to answer.
		}
		return new ModelAndView();
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
