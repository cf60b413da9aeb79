package io.portfolioplatform.health.shed;

import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.health.RequestPriority;

/**
 * The requests of one route that may be in progress at a time, adapted to what nine of
 * ten requests took; and its open streams of events, which say nothing by how long they
 * last and have a limit of their own.
 */
public final class RouteLimit {

	private final AtomicInteger inProgress = new AtomicInteger();

	private final AtomicInteger inProcess;

	private final AtomicInteger streams = new AtomicInteger();

	private final int maxStreams;

	private final SampledLimit limit;

	/**
	 * Create the limit of a route.
	 * @param route its name
	 * @param settings how limits adapt
	 * @param inProcess counts the requests of all routes in progress
	 */
	RouteLimit(String route, LimitSettings settings, AtomicInteger inProcess) {
		this.inProcess = inProcess;
		this.maxStreams = settings.maxStreams();
		this.limit = new SampledLimit(new TargetLimit(settings.targetOf(route).toNanos(), settings.initial(),
				settings.min(), settings.max()));
	}

	/**
	 * Return how many requests may be in progress.
	 * @return the limit
	 */
	public int limit() {
		return this.limit.get();
	}

	/**
	 * Return how many requests are in progress.
	 * @return the number of requests
	 */
	public int inProgress() {
		return this.inProgress.get();
	}

	/**
	 * Return how many streams of events are open.
	 * @return the number of streams
	 */
	public int streams() {
		return this.streams.get();
	}

	boolean tryBegin(RequestPriority priority) {
		// What becomes a stream is known only later: a route with streams enough gets
		// no more of anything.
		if (this.streams.get() >= share(priority, this.maxStreams)) {
			return false;
		}
		if (this.inProgress.incrementAndGet() <= share(priority, limit())) {
			this.inProcess.incrementAndGet();
			return true;
		}
		this.inProgress.decrementAndGet();
		return false;
	}

	/**
	 * Note the end of a request.
	 * @param begun when it began, in nanoseconds
	 * @param took how long it took, in nanoseconds
	 * @param overloaded whether something behind it refused the work
	 */
	void end(long begun, long took, boolean overloaded) {
		int own = this.inProgress.getAndDecrement();
		int all = this.inProcess.getAndDecrement();
		// Slow without company says nothing about what the process can carry. In company
		// it does, of whatever route: many that are not full are too much together.
		if (overloaded || all * 2 >= limit()) {
			this.limit.sample(begun, took, own, overloaded);
		}
	}

	void beginStream() {
		this.streams.incrementAndGet();
		this.inProgress.decrementAndGet();
		this.inProcess.decrementAndGet();
	}

	void endStream() {
		this.streams.decrementAndGet();
	}

	private static int share(RequestPriority priority, int all) {
		return switch (priority) {
			case BACKGROUND -> Math.max(1, all / 2);
			case ANONYMOUS -> Math.max(1, all - all / 5);
			case INTERACTIVE -> all;
		};
	}

}
