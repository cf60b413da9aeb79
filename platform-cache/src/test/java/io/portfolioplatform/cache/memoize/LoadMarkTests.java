package io.portfolioplatform.cache.memoize;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadMark}.
 */
class LoadMarkTests {

	private static final String RESOURCE = "platform.cache.load";

	@Test
	void aThreadIsMarkedWhileItComputesWhatIsKept() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withBean(Inner.class)
			.withBean(Outer.class)
			.run((context) -> {
				assertThat(context.getBean(Outer.class).marks()).isEqualTo("true true true");
				assertThat(TransactionSynchronizationManager.hasResource(RESOURCE)).isFalse();
			});
	}

	static class Outer {

		private final Inner inner;

		Outer(Inner inner) {
			this.inner = inner;
		}

		@Memoize(ttl = "5m")
		public String marks() {
			return TransactionSynchronizationManager.hasResource(RESOURCE) + " " + this.inner.mark() + " "
					+ TransactionSynchronizationManager.hasResource(RESOURCE);
		}

	}

	static class Inner {

		@Memoize(ttl = "5m")
		public boolean mark() {
			return TransactionSynchronizationManager.hasResource(RESOURCE);
		}

	}

}
