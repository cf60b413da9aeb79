package io.portfolioplatform.cache.transaction;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TransactionalEvictionTiming}.
 */
class TransactionalEvictionTimingTests {

	private final StubTransactionManager transactionManager = new StubTransactionManager();

	private final TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);

	private final TransactionalEvictionTiming timing = new TransactionalEvictionTiming();

	private final List<String> evicted = new ArrayList<>();

	@Test
	void evictsAtOnceOutsideTransaction() {
		evict("a");
		assertThat(this.evicted).containsExactly("a");
		assertThat(this.timing.isEvictionPending()).isFalse();
	}

	@Test
	void evictsInOrderAfterCommit() {
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.timing.isEvictionPending()).isFalse();
			evict("a");
			evict("b");
			assertThat(this.evicted).isEmpty();
			assertThat(this.timing.isEvictionPending()).isTrue();
		});
		assertThat(this.evicted).containsExactly("a", "b");
		assertThat(this.timing.isEvictionPending()).isFalse();
	}

	@Test
	void evictionThatFailsStopsNoOther() {
		RuntimeException second = new IllegalArgumentException("second");
		IllegalStateException first = new IllegalStateException("first");
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			evict("a");
			this.timing.perform(() -> {
				throw first;
			});
			this.timing.perform(() -> {
				throw second;
			});
			this.timing.perform(() -> {
				throw first;
			});
			evict("b");
		})).satisfies((failure) -> {
			assertThat(failure).isSameAs(first);
			assertThat(failure.getSuppressed()).containsExactly(second);
		});
		assertThat(this.evicted).containsExactly("a", "b");
		assertThat(this.timing.isEvictionPending()).isFalse();
	}

	@Test
	void evictsNothingAfterRollback() {
		this.transaction.executeWithoutResult((status) -> {
			evict("a");
			status.setRollbackOnly();
		});
		assertThat(this.evicted).isEmpty();
		assertThat(this.timing.isEvictionPending()).isFalse();
	}

	@Test
	void whatARollbackToASavepointUndoesIsNotEvicted() {
		PostgresDatabase database = PostgresServer.shared().createDatabase();
		JdbcTransactionManager manager = new JdbcTransactionManager(
				new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()));
		TransactionTemplate nested = new TransactionTemplate(manager);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		new TransactionTemplate(manager).executeWithoutResult((outer) -> {
			nested.executeWithoutResult((status) -> {
				evict("undone first");
				status.setRollbackOnly();
			});
			evict("a");
			nested.executeWithoutResult((status) -> evict("b"));
			nested.executeWithoutResult((status) -> {
				evict("undone");
				status.setRollbackOnly();
			});
			evict("c");
		});
		assertThat(this.evicted).containsExactly("a", "b", "c");
	}

	@Test
	void evictsWhenOutcomeOfCommitIsUnknown() {
		this.transactionManager.failCommits();
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> evict("a")));
		assertThat(this.evicted).containsExactly("a");
		assertThat(this.timing.isEvictionPending()).isFalse();
	}

	@Test
	void innerTransactionEvictsOnItsOwn() {
		TransactionTemplate inner = new TransactionTemplate(this.transactionManager);
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((outer) -> {
			evict("outer");
			inner.executeWithoutResult((status) -> {
				assertThat(this.timing.isEvictionPending()).isFalse();
				evict("inner");
			});
			assertThat(this.evicted).containsExactly("inner");
			assertThat(this.timing.isEvictionPending()).isTrue();
			outer.setRollbackOnly();
		});
		assertThat(this.evicted).containsExactly("inner");
	}

	@Test
	void evictionAskedForAfterCommitIsNotLost() {
		this.transaction.executeWithoutResult(
				(status) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						evict("late");
					}

				}));
		assertThat(this.evicted).containsExactly("late");
		assertThat(this.timing.isEvictionPending()).isFalse();
	}

	@Test
	void anotherTransactionCanBeginAfterTheCommit() {
		TransactionTemplate another = new TransactionTemplate(this.transactionManager);
		another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((status) -> {
			evict("a");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					another.executeWithoutResult((inner) -> evict("inner"));
					evict("late");
					another.executeWithoutResult((inner) -> evict("inner again"));
					assertThat(TransactionalEvictionTimingTests.this.evicted).containsExactly("a", "inner",
							"inner again");
				}

			});
		});
		assertThat(this.evicted).containsExactly("a", "inner", "inner again", "late");
		assertThat(this.timing.isEvictionPending()).isFalse();
	}

	@Test
	void evictsBeforeOthersReadAfterCommit() {
		this.transaction.executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					assertThat(TransactionalEvictionTimingTests.this.evicted).containsExactly("a");
				}

			});
			evict("a");
		});
	}

	@Test
	void threadMayWaitUnlessItHoldsAConnection() {
		assertThat(this.timing.mayWait()).isTrue();
		this.transaction.executeWithoutResult((status) -> assertThat(this.timing.mayWait()).isFalse());
		assertThat(this.timing.mayWait()).isTrue();
	}

	@Test
	void threadWithAConnectionOutsideOfATransactionDoesNotWait() {
		PostgresDatabase database = PostgresServer.shared().createDatabase();
		DataSource dataSource = new DriverManagerDataSource(database.jdbcUrl(), database.username(),
				database.password());
		TransactionTemplate none = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		none.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		none.executeWithoutResult((status) -> {
			assertThat(this.timing.mayWait()).isTrue();
			JdbcClient.create(dataSource).sql("select 1").query(Integer.class).single();
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
			assertThat(this.timing.mayWait()).isFalse();
		});
		assertThat(this.timing.mayWait()).isTrue();
	}

	@Test
	void threadWithAnOpenEntityManagerDoesNotWait() {
		EntityManagerFactory factory = (EntityManagerFactory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { EntityManagerFactory.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "hashCode" -> 1;
					case "equals" -> proxy == arguments[0];
					default -> null;
				});
		TransactionSynchronizationManager.bindResource(factory, "an EntityManagerHolder, as open-in-view binds it");
		try {
			assertThat(this.timing.mayWait()).isFalse();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(factory);
		}
	}

	private void evict(String name) {
		this.timing.perform(() -> this.evicted.add(name));
	}

}
