package io.portfolioplatform.health.shed;

import java.util.concurrent.atomic.AtomicBoolean;

import io.portfolioplatform.health.RequestPriority;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * One request in progress, which ends once, for an asynchronous one when that completes.
 */
final class Admission implements AsyncListener {

	static final String ATTRIBUTE = Admission.class.getName();

	private final RouteLimit limit;

	private final String route;

	private final RequestPriority priority;

	private final long begun = System.nanoTime();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile boolean overloaded;

	Admission(RouteLimit limit, String route, RequestPriority priority) {
		this.limit = limit;
		this.route = route;
		this.priority = priority;
	}

	String route() {
		return this.route;
	}

	RequestPriority priority() {
		return this.priority;
	}

	void overloaded() {
		this.overloaded = true;
	}

	void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.limit.end(this.begun, System.nanoTime() - this.begun, this.overloaded);
		}
	}

	void leave() {
		if (this.ended.compareAndSet(false, true)) {
			this.limit.leave();
		}
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end();
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
