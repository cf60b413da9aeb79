package io.portfolioplatform.cache.transaction;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.Bypass;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Inside a Spring transaction, evicts after the commit and not after a rollback.
 */
public final class TransactionalEvictionTiming implements EvictionTiming {

	private static final @Nullable Class<?> ENTITY_MANAGERS = entityManagers();

	private static @Nullable Class<?> entityManagers() {
		String name = "jakarta.persistence.EntityManagerFactory";
		ClassLoader loader = TransactionalEvictionTiming.class.getClassLoader();
		return ClassUtils.isPresent(name, loader) ? ClassUtils.resolveClassName(name, loader) : null;
	}

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
	 * of transactions, and an open {@code EntityManager}, which keeps the connection of
	 * its first statement until it is closed, under its factory.
	 */
	private static boolean holdsConnection() {
		for (Object key : TransactionSynchronizationManager.getResourceMap().keySet()) {
			if (key instanceof DataSource || (ENTITY_MANAGERS != null && ENTITY_MANAGERS.isInstance(key))) {
				return true;
			}
		}
		return false;
	}

}
