package io.portfolioplatform.cache.near;

/**
 * Whether what a load produced is still wanted: taken before the load begins, asked each
 * time its value is about to be used. It is what keeps a load that an invalidation has
 * overtaken from being remembered.
 */
@FunctionalInterface
public interface Validity {

	/**
	 * Nothing but an eviction of the key itself ends it.
	 */
	Validity ALWAYS = () -> true;

	/**
	 * Whether nothing has been invalidated since.
	 * @return {@code false} once and for all after an invalidation
	 */
	boolean isCurrent();

}
