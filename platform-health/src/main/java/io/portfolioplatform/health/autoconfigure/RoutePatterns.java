package io.portfolioplatform.health.autoconfigure;

import java.util.Collection;

/**
 * Knows patterns of the application's routes.
 */
@FunctionalInterface
interface RoutePatterns {

	Collection<String> patterns();

}
