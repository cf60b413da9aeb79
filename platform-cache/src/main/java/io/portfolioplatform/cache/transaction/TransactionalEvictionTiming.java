package io.portfolioplatform.cache.transaction;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.Bypass;
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
		return PendingEvictions.exist() || Bypass.isOn();
	}

	@Override
	public boolean mayWait() {
		return !TransactionSynchronizationManager.isActualTransactionActive() && !holdsConnection();
	}

	/**
	 * Spring binds the connection of a thread under its {@link DataSource}, also outside
	 * of transactions.
	 */
	private static boolean holdsConnection() {
		for (Object key : TransactionSynchronizationManager.getResourceMap().keySet()) {
			if (key instanceof DataSource) {
				return true;
			}
		}
		return false;
	}

}
