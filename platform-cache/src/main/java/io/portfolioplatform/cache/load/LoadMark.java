package io.portfolioplatform.cache.load;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Tells data sources that a thread computes what a cache will keep, so that they read
 * from where nothing is missing. It is a resource of Spring's transactions, and nothing
 * where these are not on the class path. A data source that reads from elsewhere all the
 * same, because the transaction has begun there, runs the {@code Runnable} that it finds.
 */
public final class LoadMark implements Runnable, AutoCloseable {

	private static final String RESOURCE = "platform.cache.load";

	private static final boolean POSSIBLE = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			LoadMark.class.getClassLoader());

	private final @Nullable Object outer;

	private boolean lagging;

	private LoadMark() {
		this.outer = POSSIBLE ? TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE) : null;
		if (POSSIBLE) {
			TransactionSynchronizationManager.bindResource(RESOURCE, this);
			this.lagging = readsSnapshot();
		}
	}

	/**
	 * Whether a transaction has begun before the load and goes on seeing the data of that
	 * moment, whatever is changed and evicted meanwhile.
	 */
	private static boolean readsSnapshot() {
		Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		return isolation != null && isolation > TransactionDefinition.ISOLATION_READ_COMMITTED;
	}

	/**
	 * Begin to mark this thread.
	 * @return ends the mark, on the same thread
	 */
	public static LoadMark begin() {
		return new LoadMark();
	}

	/**
	 * Note that what is read may be older than what was evicted.
	 */
	@Override
	public void run() {
		this.lagging = true;
	}

	/**
	 * Whether what was read so far may be older than what was evicted.
	 * @return whether it must not be kept
	 */
	public boolean mayLag() {
		return this.lagging;
	}

	@Override
	public void close() {
		if (POSSIBLE) {
			TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
		}
		if (this.outer != null) {
			TransactionSynchronizationManager.bindResource(RESOURCE, this.outer);
		}
		if (this.lagging && this.outer instanceof LoadMark mark) {
			mark.run();
		}
	}

}
