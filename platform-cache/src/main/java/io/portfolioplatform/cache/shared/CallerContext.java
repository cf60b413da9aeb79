package io.portfolioplatform.cache.shared;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Carries what is bound to a caller's thread, such as its security context, to another
 * one.
 */
@FunctionalInterface
public interface CallerContext {

	/** Carries nothing. */
	CallerContext NONE = (executor) -> null;

	/**
	 * Carry the context of this thread.
	 * @param executor runs tasks
	 * @return runs them with the context, or {@code null} if it cannot be carried
	 */
	@Nullable Executor carriedTo(Executor executor);

}
