package io.portfolioplatform.app.user;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * The only way to a user's rows: a transaction that carries the user's claims. Outside of
 * one the policies of the database show nothing.
 */
@Component
public class UserTransactions {

	private final UserClaims claims;

	private final TransactionTemplate reading;

	private final TransactionTemplate writing;

	private final TransactionTemplate aside;

	UserTransactions(UserClaims claims, PlatformTransactionManager transactions) {
		this.claims = claims;
		this.writing = new TransactionTemplate(transactions);
		this.reading = new TransactionTemplate(transactions);
		this.reading.setReadOnly(true);
		this.aside = new TransactionTemplate(transactions);
		this.aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/**
	 * Reads rows of a user.
	 * @param <T> the type of the answer
	 * @param user the user
	 * @param work what to read
	 * @return the answer
	 */
	public <T extends @Nullable Object> T read(UserId user, Supplier<T> work) {
		return run(user, this.reading, (status) -> work.get());
	}

	/**
	 * Changes rows of a user, all or nothing.
	 * @param <T> the type of the answer
	 * @param user the user
	 * @param work what to change
	 * @return the answer
	 */
	public <T extends @Nullable Object> T write(UserId user, Supplier<T> work) {
		return run(user, this.writing, (status) -> work.get());
	}

	/**
	 * Changes rows of a user and takes everything back.
	 * @param <T> the type of the answer
	 * @param user the user
	 * @param work what to change
	 * @return the answer
	 */
	public <T extends @Nullable Object> T rehearse(UserId user, Supplier<T> work) {
		return run(user, this.writing, (status) -> {
			status.setRollbackOnly();
			return work.get();
		});
	}

	/**
	 * Changes rows of a user in a transaction of its own, whatever becomes of the one it
	 * is called in.
	 * @param user the user
	 * @param work what to change
	 */
	public void aside(UserId user, Runnable work) {
		run(user, this.aside, (status) -> {
			work.run();
			return true;
		});
	}

	private <T extends @Nullable Object> T run(UserId user, TransactionTemplate template, TransactionCallback<T> work) {
		UserId outer = this.claims.user();
		if (outer != null) {
			Assert.state(outer.equals(user), "A transaction works for one user");
			return template.execute(work);
		}
		// The claims are sent with a transaction's first statement: an outer one may have
		// sent its own already.
		Assert.state(!TransactionSynchronizationManager.isActualTransactionActive(),
				"A transaction that works for nobody cannot begin to work for a user");
		this.claims.begin(user);
		try {
			return template.execute(work);
		}
		finally {
			this.claims.end();
		}
	}

}
