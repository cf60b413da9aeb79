package io.portfolioplatform.cache.memoize;

import org.jspecify.annotations.Nullable;

/**
 * Takes from the arguments of a call what tells its result apart.
 */
@FunctionalInterface
interface KeyParts {

	/**
	 * All arguments.
	 */
	KeyParts ARGUMENTS = (arguments) -> arguments;

	@Nullable Object[] of(@Nullable Object[] arguments);

}
