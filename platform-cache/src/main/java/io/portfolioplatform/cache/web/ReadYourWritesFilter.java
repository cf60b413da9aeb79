package io.portfolioplatform.cache.web;

import java.io.IOException;
import java.time.Duration;

import io.portfolioplatform.cache.coherence.Bypass;
import io.portfolioplatform.cache.coherence.CatchUp;
import io.portfolioplatform.cache.coherence.LogIds;
import io.portfolioplatform.cache.coherence.ToldInvalidations;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Lets clients read what they have written, whichever process answers: the response to a
 * request that evicts carries the position in the log, and a process that has not got
 * there looks into the log first. If it cannot, the request passes the caches by. A
 * position that a client made up costs one look into the log, which all that come
 * together share.
 */
public final class ReadYourWritesFilter extends OncePerRequestFilter implements Ordered {

	/** Name of the header. */
	public static final String HEADER = "Platform-Cache-Position";

	/** Name of the cookie. */
	public static final String COOKIE = "platform-cache-position";

	private final CatchUp catchUp;

	private final Duration timeout;

	/**
	 * Create the filter.
	 * @param catchUp brings this process up to a position
	 * @param timeout longest wait for Redis, before and after the request together
	 */
	public ReadYourWritesFilter(CatchUp catchUp, Duration timeout) {
		this.catchUp = catchUp;
		this.timeout = timeout;
	}

	/**
	 * Before what may read from a cache.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String position = position(request);
		long start = System.nanoTime();
		boolean reached = position == null || this.catchUp.reach(position, this.timeout);
		Duration left = this.timeout.minusNanos(System.nanoTime() - start);
		if (reached) {
			answer(request, response, chain, left);
			return;
		}
		WebAsyncUtils.getAsyncManager(request).registerCallableInterceptors(new CallableBypass());
		Bypass bypass = Bypass.begin();
		try {
			answer(request, response, chain, left);
		}
		finally {
			bypass.close();
		}
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Duration timeout)
			throws ServletException, IOException {
		try (ToldInvalidations told = ToldInvalidations.begin(timeout)) {
			PositionedResponse positioned = new PositionedResponse(response, request.isSecure(), told::newest);
			chain.doFilter(request, positioned);
			positioned.tellPosition();
		}
	}

	private static @Nullable String position(HttpServletRequest request) {
		String position = request.getHeader(HEADER);
		if (position == null) {
			Cookie cookie = WebUtils.getCookie(request, COOKIE);
			position = (cookie != null) ? cookie.getValue() : null;
		}
		return (position != null && LogIds.isId(position)) ? position : null;
	}

}
