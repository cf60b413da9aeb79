package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;

import io.github.bucket4j.TimeMeter;

/**
 * A clock that is wrong.
 *
 * @param skew by how much
 */
record SkewedClock(Duration skew) implements TimeMeter {

	@Override
	public long currentTimeNanos() {
		return System.nanoTime() + this.skew.toNanos();
	}

	@Override
	public boolean isWallClockBased() {
		return false;
	}

}
