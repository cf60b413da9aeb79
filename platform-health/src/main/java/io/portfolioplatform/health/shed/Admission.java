package io.portfolioplatform.health.shed;

import java.util.concurrent.atomic.AtomicReference;

import io.portfolioplatform.health.RequestPriority;

/**
 * One request from its admission to its end.
 */
final class Admission {

	static final String ATTRIBUTE = Admission.class.getName();

	private final RouteLimit limit;

	private final String route;

	private final RequestPriority priority;

	private final long begun = System.nanoTime();

	private volatile boolean overloaded;

	private final AtomicReference<State> state = new AtomicReference<>(State.REQUEST);

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
	 * Note that the answer has become an open stream of events, unless it has ended: a
	 * reactive client may leave while another thread begins to answer.
	 */
	void stream() {
		if (this.state.compareAndSet(State.REQUEST, State.STREAM)) {
			this.limit.beginStream();
		}
	}

	void end() {
		switch (this.state.getAndSet(State.ENDED)) {
			case REQUEST -> this.limit.end(this.begun, System.nanoTime() - this.begun, this.overloaded);
			case STREAM -> this.limit.endStream();
			case ENDED -> {
			}
		}
	}

	private enum State {

		REQUEST, STREAM, ENDED

	}

}
