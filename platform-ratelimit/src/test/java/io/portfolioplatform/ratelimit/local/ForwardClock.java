package io.portfolioplatform.ratelimit.local;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.TimeMeter;

/**
 * A clock that can be put forward.
 */
public final class ForwardClock implements TimeMeter {

	private final AtomicLong ahead = new AtomicLong();

	/**
	 * Put the clock forward.
	 * @param time by how much
	 */
	public void forward(Duration time) {
		this.ahead.addAndGet(time.toNanos());
	}

	@Override
	public long currentTimeNanos() {
		return System.nanoTime() + this.ahead.get();
	}

	@Override
	public boolean isWallClockBased() {
		return false;
	}

}
