package io.portfolioplatform.cache.transaction;

import io.portfolioplatform.cache.memoize.EvictionTiming;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Inside a Spring transaction, evicts after the commit and not after a rollback.
 */
public final class TransactionalEvictionTiming implements EvictionTiming {

	@Override
	public void perform(Runnable eviction) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			PendingEvictions.ofTransaction().add(eviction);
		}
		else {
			eviction.run();
		}
	}

	@Override
	public boolean isEvictionPending() {
		return PendingEvictions.exist();
	}

	@Override
	public boolean mayWait() {
		return !TransactionSynchronizationManager.isActualTransactionActive();
	}

}
