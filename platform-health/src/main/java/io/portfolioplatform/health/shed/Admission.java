package io.portfolioplatform.health.shed;

import io.portfolioplatform.health.RequestPriority;

/**
 * One request from its admission to its end. Events are told to it by one thread at a
 * time.
 */
final class Admission {

	static final String ATTRIBUTE = Admission.class.getName();

	private final RouteLimit limit;

	private final String route;

	private final RequestPriority priority;

	private final long begun = System.nanoTime();

	private volatile boolean overloaded;

	private volatile boolean streaming;

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

	/**
	 * Note that the answer has become an open stream of events.
	 */
	void stream() {
		this.streaming = true;
		this.limit.beginStream();
	}

	void end() {
		if (this.streaming) {
			this.limit.endStream();
		}
		else {
			this.limit.end(this.begun, System.nanoTime() - this.begun, this.overloaded);
		}
	}

}
