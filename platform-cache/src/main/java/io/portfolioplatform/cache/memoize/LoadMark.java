package io.portfolioplatform.cache.memoize;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Tells data sources that a thread computes what a cache will keep, so that they read
 * from where nothing is missing. It is a resource of Spring's transactions, and nothing
 * where these are not on the class path.
 */
final class LoadMark {

	private static final String RESOURCE = "platform.cache.load";

	private static final boolean POSSIBLE = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			LoadMark.class.getClassLoader());

	private final boolean mine = POSSIBLE && Bound.bind();

	void close() {
		if (this.mine) {
			Bound.unbind();
		}
	}

	/**
	 * Loaded where there are transactions only.
	 */
	private static final class Bound {

		/**
		 * One load may need another one.
		 */
		static boolean bind() {
			if (TransactionSynchronizationManager.hasResource(RESOURCE)) {
				return false;
			}
			TransactionSynchronizationManager.bindResource(RESOURCE, true);
			return true;
		}

		static void unbind() {
			TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
		}

	}

}
