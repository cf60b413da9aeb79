package io.portfolioplatform.cache.transaction;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The evictions of one transaction, bound to its thread until it ends.
 */
final class PendingEvictions implements TransactionSynchronization {

	private static final Object RESOURCE = PendingEvictions.class;

	private final List<Runnable> evictions = new ArrayList<>();

	/** How many there were when each savepoint was made. */
	private final IdentityHashMap<Object, Integer> savepoints = new IdentityHashMap<>();

	private boolean suspended;

	private PendingEvictions() {
	}

	static boolean exist() {
		return TransactionSynchronizationManager.hasResource(RESOURCE);
	}

	static PendingEvictions ofTransaction() {
		PendingEvictions pending = (PendingEvictions) TransactionSynchronizationManager.getResource(RESOURCE);
		if (pending == null) {
			pending = new PendingEvictions();
			TransactionSynchronizationManager.bindResource(RESOURCE, pending);
			TransactionSynchronizationManager.registerSynchronization(pending);
		}
		return pending;
	}

	void add(Runnable eviction) {
		this.evictions.add(eviction);
	}

	/**
	 * Before what others do after the commit, which may read.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * After the commit these are not bound any more, or others are, when somebody begins
	 * another transaction there.
	 */
	@Override
	public void suspend() {
		this.suspended = TransactionSynchronizationManager.getResource(RESOURCE) == this;
		if (this.suspended) {
			TransactionSynchronizationManager.unbindResource(RESOURCE);
		}
	}

	@Override
	public void resume() {
		if (this.suspended) {
			TransactionSynchronizationManager.bindResource(RESOURCE, this);
		}
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.evictions.size());
	}

	/**
	 * What was changed since is not committed. A savepoint that is not known is older
	 * than all of it.
	 */
	@Override
	public void savepointRollback(Object savepoint) {
		this.evictions.subList(this.savepoints.getOrDefault(savepoint, 0), this.evictions.size()).clear();
	}

	@Override
	public void afterCommit() {
		run();
	}

	/**
	 * Only a rollback is sure to have changed nothing. After a commit there is something
	 * left if others evicted after it.
	 */
	@Override
	public void afterCompletion(int status) {
		if (status == STATUS_ROLLED_BACK) {
			this.evictions.clear();
		}
		run();
	}

	/**
	 * Each of them, whatever comes of the others: all of it is committed.
	 */
	private void run() {
		TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
		RuntimeException failure = null;
		for (Runnable eviction : this.evictions) {
			try {
				eviction.run();
			}
			catch (RuntimeException ex) {
				if (failure == null) {
					failure = ex;
				}
				else if (!failure.equals(ex)) {
					failure.addSuppressed(ex);
				}
			}
		}
		this.evictions.clear();
		if (failure != null) {
			throw failure;
		}
	}

}
