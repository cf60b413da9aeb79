package io.portfolioplatform.cache.transaction;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Spring's transaction machinery without a database behind it.
 */
class StubTransactionManager extends AbstractPlatformTransactionManager {

	private final ThreadLocal<Object> current = new ThreadLocal<>();

	private boolean commitFails;

	private int begun;

	int begun() {
		return this.begun;
	}

	void failCommits() {
		this.commitFails = true;
	}

	@Override
	protected Object doGetTransaction() {
		return new Object();
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return this.current.get() != null;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.current.set(transaction);
		this.begun++;
	}

	@Override
	protected Object doSuspend(Object transaction) {
		Object suspended = this.current.get();
		this.current.remove();
		return suspended;
	}

	@Override
	protected void doResume(Object transaction, Object suspended) {
		this.current.set(suspended);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		if (this.commitFails) {
			throw new TransactionSystemException("connection lost during commit");
		}
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		this.current.remove();
	}

}
