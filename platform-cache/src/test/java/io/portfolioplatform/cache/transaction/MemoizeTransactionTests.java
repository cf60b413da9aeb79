package io.portfolioplatform.cache.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Memoize} and {@link Memoizer} with {@link Transactional}.
 */
class MemoizeTransactionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
		.withUserConfiguration(TransactionConfiguration.class)
		.withBean(StubTransactionManager.class)
		.withBean(Balances.class);

	@Test
	void rememberedResultNeedsNoTransaction() {
		this.runner.run((context) -> {
			Balances balances = context.getBean(Balances.class);
			StubTransactionManager transactions = context.getBean(StubTransactionManager.class);
			assertThat(balances.find("u")).isEqualTo("0 in transaction");
			assertThat(balances.find("u")).isEqualTo("0 in transaction");
			assertThat(transactions.begun()).isEqualTo(1);
		});
	}

	@Test
	void transactionSeesItsOwnWriteAndOthersSeeItAfterCommit() {
		this.runner.run((context) -> {
			Balances balances = context.getBean(Balances.class);
			Memoizer memoizer = context.getBean(Memoizer.class);
			balances.find("u");
			new TransactionTemplate(context.getBean(StubTransactionManager.class)).executeWithoutResult((status) -> {
				balances.set(5);
				memoizer.evict(Balances.class, "find", "u");
				assertThat(balances.find("u")).isEqualTo("5 in transaction");
				assertThat(inAnotherThread(() -> balances.find("u"))).isEqualTo("0 in transaction");
			});
			assertThat(balances.find("u")).isEqualTo("5 in transaction");
		});
	}

	@Test
	void keyOfAnEvictionIsThatOfTheMomentInWhichItIsAskedFor() {
		this.runner.run((context) -> {
			Balances balances = context.getBean(Balances.class);
			User user = new User("old");
			balances.ofUser(user);
			new TransactionTemplate(context.getBean(StubTransactionManager.class)).executeWithoutResult((status) -> {
				balances.set(5);
				context.getBean(Memoizer.class).evict(Balances.class, "ofUser", user);
				user.email = "new";
			});
			assertThat(balances.ofUser(new User("old"))).isEqualTo(5);
		});
	}

	@Test
	void evictionOfANullKeyFailsBeforeTheCommit() {
		this.runner.run((context) -> {
			AtomicBoolean committed = new AtomicBoolean();
			TransactionTemplate template = new TransactionTemplate(context.getBean(StubTransactionManager.class));
			assertThatIllegalArgumentException().isThrownBy(() -> template.executeWithoutResult((status) -> {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						committed.set(true);
					}

				});
				context.getBean(Memoizer.class).evict(Balances.class, "ofUser", new User(null));
			})).withMessageContaining("ofUser(User) is null");
			assertThat(committed).isFalse();
		});
	}

	private static String inAnotherThread(Supplier<String> call) {
		return CompletableFuture.supplyAsync(call).join();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class TransactionConfiguration {

	}

	static class User {

		private @Nullable String email;

		User(@Nullable String email) {
			this.email = email;
		}

		public @Nullable String getEmail() {
			return this.email;
		}

	}

	static class Balances {

		private int balance;

		void set(int balance) {
			this.balance = balance;
		}

		@Memoize(ttl = "5m", key = "#user.email")
		public int ofUser(User user) {
			return this.balance;
		}

		@Transactional
		@Memoize(ttl = "5m")
		public String find(String user) {
			return this.balance
					+ (TransactionSynchronizationManager.isActualTransactionActive() ? " in transaction" : "");
		}

	}

}
