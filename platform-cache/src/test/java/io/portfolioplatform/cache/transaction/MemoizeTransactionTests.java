package io.portfolioplatform.cache.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

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

	private static String inAnotherThread(Supplier<String> call) {
		return CompletableFuture.supplyAsync(call).join();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class TransactionConfiguration {

	}

	static class Balances {

		private int balance;

		void set(int balance) {
			this.balance = balance;
		}

		@Transactional
		@Memoize(ttl = "5m")
		public String find(String user) {
			return this.balance
					+ (TransactionSynchronizationManager.isActualTransactionActive() ? " in transaction" : "");
		}

	}

}
