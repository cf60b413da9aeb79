package io.portfolioplatform.health.shed;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.window.PercentileSampleWindowFactory;
import com.netflix.concurrency.limits.limit.window.SampleWindow;
import com.netflix.concurrency.limits.limit.window.SampleWindowFactory;

/**
 * Adapts a limit to what nine of ten requests took: at least ten requests, of a tenth to
 * half of a second or of the longer time in which so many end. The library's own
 * WindowedLimit throws away what is too little when the time is over, so that the limit
 * of a route that ends fewer would stay as it is whatever happens.
 */
final class SampledLimit {

	private static final SampleWindowFactory WINDOWS = PercentileSampleWindowFactory.of(0.9, 50);

	private static final int FEWEST = 10;

	private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

	private final Limit limit;

	private final AtomicReference<Window> window = new AtomicReference<>(Window.empty());

	SampledLimit(Limit limit) {
		this.limit = limit;
	}

	int get() {
		return this.limit.getLimit();
	}

	void sample(long begun, long took, int inProgress, boolean overloaded) {
		Window current = this.window.updateAndGet((earlier) -> earlier.add(begun, took, inProgress, overloaded));
		// Another sample in between is another thread's, which comes here too.
		if (current.isEnough(begun + took) && this.window.compareAndSet(current, Window.empty())) {
			SampleWindow samples = current.samples();
			this.limit.onSample(begun, samples.getTrackedRttNanos(), samples.getMaxInFlight(), samples.didDrop());
		}
	}

	/**
	 * Samples and when the first of them ended.
	 */
	private record Window(SampleWindow samples, long since) {

		// Each of its own: the library's windows share an array with those they came
		// from.
		static Window empty() {
			return new Window(WINDOWS.newInstance(), 0);
		}

		Window add(long begun, long took, int inProgress, boolean overloaded) {
			return new Window(this.samples.addSample(took, inProgress, overloaded),
					(this.samples.getSampleCount() == 0) ? begun + took : this.since);
		}

		/**
		 * What a change of the limit does is seen after a request has come and gone.
		 */
		boolean isEnough(long now) {
			long time = Math.max(SHORTEST, Math.min(LONGEST, 2 * this.samples.getCandidateRttNanos()));
			return this.samples.getSampleCount() >= FEWEST && now - this.since >= time;
		}

	}

}
