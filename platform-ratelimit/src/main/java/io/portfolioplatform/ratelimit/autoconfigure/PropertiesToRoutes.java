package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.RouteProperties;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.web.LimitedRoute;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Reads routes from properties.
 */
final class PropertiesToRoutes {

	private PropertiesToRoutes() {
	}

	static List<LimitedRoute> routes(PlatformRateLimitProperties properties, Policies policies) {
		return IntStream.range(0, properties.routes().size())
			.mapToObj((index) -> route(properties.routes().get(index), "platform.ratelimit.routes[" + index + "]",
					policies))
			.toList();
	}

	private static LimitedRoute route(RouteProperties route, String property, Policies policies) {
		Policy policy = policies.get(route.policy(), "'" + property + ".policy'");
		if (route.cost() < 1 || route.cost() > policy.largestCost()) {
			throw new InvalidRateLimitException("'" + property + ".cost' is " + route.cost(),
					"Use a cost from 1 to " + policy.largestCost() + ", the capacity of '" + policy.name() + "'.");
		}
		return new LimitedRoute(path(route.path(), property),
				route.methods()
					.stream()
					.map((method) -> method.toUpperCase(Locale.ROOT))
					.collect(Collectors.toUnmodifiableSet()),
				policy, route.key(), route.anonymous(), route.cost());
	}

	private static PathPattern path(String path, String property) {
		try {
			if (path.startsWith("/")) {
				return PathPatternParser.defaultInstance.parse(path);
			}
		}
		catch (PatternParseException ex) {
			throw new InvalidRateLimitException("'" + property + ".path' is '" + path + "': " + ex.getMessage(),
					"Write a path template as in @GetMapping, such as /api/portfolios/{id}.");
		}
		throw new InvalidRateLimitException("'" + property + ".path' is '" + path + "'",
				"Write a path template that starts with a slash, such as /api/portfolios/{id}.");
	}

}
