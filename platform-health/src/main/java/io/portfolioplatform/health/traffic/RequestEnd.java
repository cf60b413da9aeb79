package io.portfolioplatform.health.traffic;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Tells when a request really ends, which for an asynchronous one is when it completes.
 */
public final class RequestEnd implements AsyncListener {

	private final Runnable action;

	private final AtomicBoolean ended = new AtomicBoolean();

	private RequestEnd(Runnable action) {
		this.action = action;
	}

	/**
	 * Do something at the end of a request. Call this when its handler has returned.
	 * @param request the request
	 * @param ended done once, at the end
	 */
	public static void of(ServletRequest request, Runnable ended) {
		if (request.isAsyncStarted()) {
			request.getAsyncContext().addListener(new RequestEnd(ended));
		}
		else {
			ended.run();
		}
	}

	/**
	 * Return whether the answer is an open stream of events, which lasts as long as its
	 * client likes. Call this when the handler has returned.
	 * @param request the request
	 * @param response its answer
	 * @return whether it goes on
	 */
	public static boolean isOpenStream(ServletRequest request, ServletResponse response) {
		return request.isAsyncStarted() && EventStreams.matches(response.getContentType());
	}

	@Override
	public void onComplete(AsyncEvent event) {
		if (this.ended.compareAndSet(false, true)) {
			this.action.run();
		}
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// The container completes the request next.
	}

	@Override
	public void onError(AsyncEvent event) {
		// The container completes the request next.
	}

}
