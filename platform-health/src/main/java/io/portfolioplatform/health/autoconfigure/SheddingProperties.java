package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import io.portfolioplatform.health.shed.LimitSettings;
import io.portfolioplatform.health.shed.RouteLimits;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the adaptive limit on requests in progress.
 *
 * @param enabled Whether requests beyond what a route can carry are answered with 503
 * @param target Duration that nine of ten requests of a route should not exceed
 * @param targets Targets of single routes, by the pattern of the route
 * @param initialLimit Requests of a route that are admitted at a time before its speed is
 * known
 * @param minLimit Fewest requests of a route that are admitted at a time
 * @param maxLimit Most requests of a route that are admitted at a time
 * @param maxStreams Most streams of events of a route that are open at a time
 */
record SheddingProperties(@DefaultValue("true") boolean enabled, @DefaultValue("300ms") Duration target,
		@DefaultValue Map<String, Duration> targets, @DefaultValue("100") int initialLimit,
		@DefaultValue("8") int minLimit, @DefaultValue("400") int maxLimit, @DefaultValue("1000") int maxStreams) {

	SheddingProperties {
		Positive.require("platform.health.shedding.target", target);
		targets.forEach((route, value) -> Positive.require("platform.health.shedding.targets[" + route + "]", value));
		Positive.require("platform.health.shedding.initial-limit", initialLimit);
		Positive.require("platform.health.shedding.min-limit", minLimit);
		Positive.require("platform.health.shedding.max-streams", maxStreams);
		if (maxLimit < minLimit) {
			throw new InvalidHealthConfigurationException("platform.health.shedding.max-limit", maxLimit,
					"It is below platform.health.shedding.min-limit, which is " + minLimit + ".",
					"Raise the one or lower the other.");
		}
		if (initialLimit < minLimit || initialLimit > maxLimit) {
			throw new InvalidHealthConfigurationException("platform.health.shedding.initial-limit", initialLimit,
					"It is not from platform.health.shedding.min-limit to .max-limit, which are " + minLimit + " and "
							+ maxLimit + ".",
					"Set it to a number from " + minLimit + " to " + maxLimit + ".");
		}
	}

	/**
	 * Refuse a target that no route has.
	 * @param patterns patterns of the application's handlers
	 */
	void requireKnown(Collection<String> patterns) {
		for (String target : this.targets.keySet()) {
			if (target.equals(RouteLimits.OTHER)) {
				continue;
			}
			if (!patterns.contains(target)) {
				throw new InvalidHealthConfigurationException("platform.health.shedding.targets", this.targets.keySet(),
						"No handler has the pattern '" + target + "', which is not matched against paths.",
						"Write " + Nearest.of(target, patterns).map((nearest) -> "'[" + nearest + "]' or ").orElse("")
								+ "'other', the route of everything that no handler serves, or remove it.");
			}
			String route = RouteLimits.routeOfPattern(target, patterns);
			if (!route.equals(target)) {
				throw new InvalidHealthConfigurationException("platform.health.shedding.targets", this.targets.keySet(),
						"The handlers of '" + target + "' and '" + route + "' are one route with one limit.",
						"Write '[" + route + "]', which stands for both.");
			}
		}
	}

	LimitSettings limits() {
		return new LimitSettings(this.target, this.targets, this.initialLimit, this.minLimit, this.maxLimit,
				this.maxStreams);
	}

}
