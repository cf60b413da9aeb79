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

	private final AtomicReference<SampleWindow> window = new AtomicReference<>(WINDOWS.newInstance());

	private volatile long since;

	SampledLimit(Limit limit) {
		this.limit = limit;
	}

	int get() {
		return this.limit.getLimit();
	}

	void sample(long begun, long took, int inProgress, boolean overloaded) {
		SampleWindow samples = this.window.updateAndGet((current) -> current.addSample(took, inProgress, overloaded));
		long now = begun + took;
		if (samples.getSampleCount() == 1) {
			this.since = now;
		}
		// Another sample in between is another thread's, which comes here too.
		if (isEnough(samples, now) && this.window.compareAndSet(samples, WINDOWS.newInstance())) {
			this.limit.onSample(begun, samples.getTrackedRttNanos(), samples.getMaxInFlight(), samples.didDrop());
		}
	}

	/**
	 * What a change of the limit does is seen after a request has come and gone.
	 */
	private boolean isEnough(SampleWindow samples, long now) {
		long time = Math.max(SHORTEST, Math.min(LONGEST, 2 * samples.getCandidateRttNanos()));
		return samples.getSampleCount() >= FEWEST && now - this.since >= time;
	}

}
