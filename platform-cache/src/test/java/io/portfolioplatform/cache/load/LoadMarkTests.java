package io.portfolioplatform.cache.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.SpringCacheManagerAutoConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadMark}, in each way to load a cache.
 */
class LoadMarkTests {

	private static final String RESOURCE = "platform.cache.load";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PlatformCacheAutoConfiguration.class, SpringCacheManagerAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@ParameterizedTest
	@EnumSource
	void aThreadIsMarkedWhileItComputesWhatIsKept(Way way) {
		this.runner.run((context) -> {
			Loads loads = context.getBean(Loads.class);
			assertThat(way.load(loads)).isEqualTo("marked #1");
			assertThat(way.load(loads)).isEqualTo("marked #1");
			assertThat(TransactionSynchronizationManager.hasResource(RESOURCE)).isFalse();
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatIsReadWhereSomethingMayBeMissingIsNotKept(Way way) {
		this.runner.run((context) -> {
			Loads loads = context.getBean(Loads.class);
			context.getBean(Database.class).replica = true;
			assertThat(way.load(loads)).isEqualTo("marked #1");
			context.getBean(Database.class).replica = false;
			assertThat(way.load(loads)).isEqualTo("marked #2");
			assertThat(way.load(loads)).isEqualTo("marked #2");
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatIsReadOfAnOlderSnapshotIsNotKept(Way way) {
		this.runner.run((context) -> {
			Loads loads = context.getBean(Loads.class);
			TransactionSynchronizationManager
				.setCurrentTransactionIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
			try {
				assertThat(way.load(loads)).isEqualTo("marked #1");
			}
			finally {
				TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(null);
			}
			assertThat(way.load(loads)).isEqualTo("marked #2");
			assertThat(way.load(loads)).isEqualTo("marked #2");
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatIsMadeOfItIsNotKeptEither(Way way) {
		this.runner.run((context) -> {
			Loads loads = context.getBean(Loads.class);
			Outer outer = context.getBean(Outer.class);
			context.getBean(Database.class).replica = true;
			assertThat(outer.made(way)).isEqualTo("of marked #1");
			context.getBean(Database.class).replica = false;
			assertThat(outer.made(way)).isEqualTo("of marked #2");
			assertThat(outer.made(way)).isEqualTo("of marked #2");
		});
	}

	/**
	 * How a cache is loaded.
	 */
	enum Way {

		MEMOIZED, PROMISED, CACHEABLE, CACHEABLE_TOGETHER, CACHEABLE_PROMISE, BY_NAME, PROMISED_BY_NAME, SEVERAL;

		String load(Loads loads) {
			return switch (this) {
				case MEMOIZED -> loads.memoized();
				case PROMISED -> loads.promised().join();
				case CACHEABLE -> loads.cacheable();
				case CACHEABLE_TOGETHER -> loads.cacheableTogether();
				case CACHEABLE_PROMISE -> loads.cacheablePromise().join();
				case BY_NAME -> loads.byName();
				case PROMISED_BY_NAME -> loads.promisedByName();
				case SEVERAL -> loads.several();
			};
		}

	}

	/**
	 * Reads as a data source with a replica would.
	 */
	static class Database {

		private boolean replica;

		private int reads;

		String read() {
			Object mark = TransactionSynchronizationManager.getResource(RESOURCE);
			if (this.replica && mark instanceof Runnable lagging) {
				lagging.run();
			}
			this.reads++;
			return ((mark != null) ? "marked" : "not marked") + " #" + this.reads;
		}

	}

	static class Loads {

		private final PlatformCache<String, String> cache;

		private final Database database;

		Loads(PlatformCaches caches, Database database) {
			this.cache = caches.get("programmatic");
			this.database = database;
		}

		@Memoize(ttl = "5m")
		public String memoized() {
			return this.database.read();
		}

		@Memoize(ttl = "5m")
		public CompletableFuture<String> promised() {
			return CompletableFuture.completedFuture(this.database.read());
		}

		@Cacheable("cacheable")
		public String cacheable() {
			return this.database.read();
		}

		@Cacheable(cacheNames = "together", sync = true)
		public String cacheableTogether() {
			return this.database.read();
		}

		@Cacheable(cacheNames = "promise", sync = true)
		public CompletableFuture<String> cacheablePromise() {
			return CompletableFuture.completedFuture(this.database.read());
		}

		public String byName() {
			return this.cache.get("a", (key) -> this.database.read());
		}

		public String promisedByName() {
			return this.cache.getAsync("a", (key) -> CompletableFuture.completedFuture(this.database.read())).join();
		}

		public String several() {
			return this.cache.getAll(List.of("a"), (keys) -> Map.of("a", this.database.read())).get("a");
		}

	}

	static class Outer {

		private final Loads loads;

		Outer(Loads loads) {
			this.loads = loads;
		}

		@Memoize(ttl = "5m")
		public String made(Way way) {
			return "of " + way.load(this.loads);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import({ Database.class, Loads.class, Outer.class })
	static class Application {

	}

}
