package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import io.portfolioplatform.ratelimit.TenantResolver;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.RouteProperties;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.web.KeySource;
import io.portfolioplatform.ratelimit.web.LimitedRoute;
import io.portfolioplatform.ratelimit.web.RequestExpression;
import io.portfolioplatform.ratelimit.web.RouteKey;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Makes routes from properties.
 *
 * @param properties the properties
 * @param policies the policies that routes may name
 * @param tenants tells the tenant of a user, or {@code null}
 */
record RouteFactory(PlatformRateLimitProperties properties, Policies policies, @Nullable TenantResolver tenants) {

	private static final List<String> METHODS = Arrays.stream(HttpMethod.values()).map(HttpMethod::name).toList();

	List<LimitedRoute> routes() {
		List<RouteProperties> routes = this.properties.routes();
		return IntStream.range(0, routes.size())
			.mapToObj((index) -> route(routes.get(index), "platform.ratelimit.routes[" + index + "]"))
			.toList();
	}

	private LimitedRoute route(RouteProperties route, String property) {
		ActivePolicy policy = this.policies.get(route.policy(), "'" + property + ".policy'");
		policy.register(route.cost(), "'" + property + ".cost' is");
		return new LimitedRoute(path(route.path(), property), methods(route.methods(), property), policy, route.key(),
				source(route, property), route.anonymous(), route.cost());
	}

	/**
	 * As for a controller, {@code GET} means {@code HEAD} too.
	 */
	private static Set<String> methods(Set<String> names, String property) {
		Set<String> methods = new HashSet<>();
		for (String name : names) {
			String method = name.toUpperCase(Locale.ROOT);
			if (!METHODS.contains(method)) {
				throw new InvalidRateLimitException("'" + property + ".methods' contains '" + name + "'",
						"Use some of " + METHODS + ", or none for all of them.");
			}
			methods.add(method);
		}
		if (methods.contains(HttpMethod.GET.name())) {
			methods.add(HttpMethod.HEAD.name());
		}
		return Set.copyOf(methods);
	}

	private KeySource source(RouteProperties route, String property) {
		if (!route.expression().isEmpty() && route.key() != RouteKey.EXPRESSION) {
			throw new InvalidRateLimitException(
					"'" + property + ".expression' is set and '.key' is "
							+ route.key().name().toLowerCase(Locale.ROOT).replace('_', '-'),
					"Set '" + property + ".key' to 'expression', or remove the expression.");
		}
		return switch (route.key()) {
			case IP -> KeySource.address();
			case PRINCIPAL -> KeySource.user();
			case API_KEY -> KeySource.header(this.properties.apiKeyHeader());
			case ROUTE -> KeySource.route(route.path());
			case TENANT -> KeySource.tenant(tenants(property));
			case EXPRESSION -> RequestExpression.parse(route.expression(), property + ".expression");
		};
	}

	private TenantResolver tenants(String property) {
		if (this.tenants == null) {
			throw new InvalidRateLimitException("'" + property + ".key' is 'tenant', but nothing tells tenants",
					"Define a bean of the type " + TenantResolver.class.getName() + ".");
		}
		return this.tenants;
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
