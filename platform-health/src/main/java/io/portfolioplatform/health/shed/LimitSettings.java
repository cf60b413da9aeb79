package io.portfolioplatform.health.shed;

import java.time.Duration;
import java.util.Map;

/**
 * How the limits of the routes adapt.
 *
 * @param target nine of ten requests should take no longer
 * @param targets the same for single routes, by their pattern
 * @param initial requests of a route at a time before anything is known of it, from min
 * to max
 * @param min fewest requests of a route at a time, at least 1
 * @param max most requests of a route at a time
 * @param maxStreams most open streams of events of a route at a time, at least 1
 */
public record LimitSettings(Duration target, Map<String, Duration> targets, int initial, int min, int max,
		int maxStreams) {

	Duration targetOf(String route) {
		return this.targets.getOrDefault(route, this.target);
	}

}
