package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps one request waiting until a test lets it go on.
 */
@TestComponent
class Late extends OncePerRequestFilter {

	private volatile @Nullable String part;

	private volatile CountDownLatch arrival = new CountDownLatch(0);

	private volatile CountDownLatch release = new CountDownLatch(0);

	/**
	 * Keeps the next request waiting whose method and address contain something.
	 * @param part what they contain
	 */
	void holdNext(String part) {
		this.arrival = new CountDownLatch(1);
		this.release = new CountDownLatch(1);
		this.part = part;
	}

	boolean isHolding() {
		return this.arrival.getCount() == 0 && this.release.getCount() > 0;
	}

	void release() {
		this.part = null;
		this.release.countDown();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (Busy.contains(request, this.part)) {
			this.part = null;
			hold();
		}
		chain.doFilter(request, response);
	}

	private void hold() throws ServletException {
		this.arrival.countDown();
		try {
			if (!this.release.await(Browser.patience().toSeconds(), TimeUnit.SECONDS)) {
				throw new ServletException("Nobody let the request go on");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ServletException(ex);
		}
	}

}
