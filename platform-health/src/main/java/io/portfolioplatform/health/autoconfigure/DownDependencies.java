package io.portfolioplatform.health.autoconfigure;

import java.util.List;

/**
 * Tells what is down, where health indicators are known at all.
 */
@FunctionalInterface
interface DownDependencies {

	List<String> names();

}
