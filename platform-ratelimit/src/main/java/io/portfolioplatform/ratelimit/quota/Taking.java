package io.portfolioplatform.ratelimit.quota;

/**
 * What a log says to an attempt to take calls.
 *
 * @param micros microseconds until the attempt would succeed, 0 if it has succeeded
 * @param available how many calls may be made after it
 */
record Taking(long micros, int available) {

	boolean succeeded() {
		return this.micros == 0;
	}

}
