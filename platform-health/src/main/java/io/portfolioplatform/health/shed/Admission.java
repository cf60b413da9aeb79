package io.portfolioplatform.health.shed;

import io.portfolioplatform.health.RequestPriority;

/**
 * One request in progress.
 */
final class Admission {

	static final String ATTRIBUTE = Admission.class.getName();

	private final RouteLimit limit;

	private final String route;

	private final RequestPriority priority;

	private final long begun = System.nanoTime();

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
		this.limit.end(this.begun, System.nanoTime() - this.begun, this.overloaded);
	}

	void leave() {
		this.limit.leave();
	}

}
