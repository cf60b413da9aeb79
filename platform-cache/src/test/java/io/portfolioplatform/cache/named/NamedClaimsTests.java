package io.portfolioplatform.cache.named;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.SpringCacheManagerAutoConfiguration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Caches by name whose values are read under row-level-security claims.
 */
class NamedClaimsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PlatformCacheAutoConfiguration.class, SpringCacheManagerAutoConfiguration.class))
		.withBean(Notes.class);

	@Test
	void refusesValuesWhoseKeyDoesNotTellUsersApart() {
		this.runner.run((context) -> {
			PlatformCache<String, Object> cache = cache(context);
			Notes notes = context.getBean(Notes.class);
			for (ThrowingCallable call : List.<ThrowingCallable>of(() -> cache.get("AAPL", NamedClaimsTests::read),
					() -> cache.getAll(List.of("ann:AAPL", "AAPL"),
							(keys) -> keys.stream().collect(Collectors.toMap((key) -> key, NamedClaimsTests::read))),
					() -> notes.find("AAPL"), () -> notes.together("AAPL"), () -> notes.update("AAPL"))) {
				for (int i = 0; i < 2; i++) {
					assertThatThrownBy(call).isInstanceOf(IllegalStateException.class)
						.hasMessageContaining("cache notes")
						.hasMessageContaining("platform.cache.caches.notes.same-for-all");
				}
			}
			assertThatThrownBy(() -> cache.getAsync("AAPL", NamedClaimsTests::promise).join()).rootCause()
				.isInstanceOf(IllegalStateException.class);
			assertThat(cache.getIfPresent("AAPL")).isNull();
			assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		});
	}

	@Test
	void remembersValuesWhoseKeyContainsTheUser() {
		this.runner.run((context) -> {
			PlatformCache<String, Object> cache = cache(context);
			Notes notes = context.getBean(Notes.class);
			assertThat(cache.get("ann:1", NamedClaimsTests::read)).isSameAs(cache.getIfPresent("ann:1"));
			assertThat(cache.getAll(List.of("ann:2"), (keys) -> Map.of("ann:2", read("ann:2")))).hasSize(1);
			assertThat(notes.of("ann", "AAPL")).isSameAs(notes.of("ann", "AAPL"));
			assertThatIllegalStateException().isThrownBy(() -> notes.of("bob", "AAPL"));
		});
	}

	@Test
	void remembersValuesThatAreSaidToBeTheSameForAll() {
		this.runner.withPropertyValues("platform.cache.caches.notes.same-for-all=true").run((context) -> {
			Notes notes = context.getBean(Notes.class);
			assertThat(notes.find("AAPL")).isSameAs(notes.find("AAPL"));
			assertThat(notes.together("MSFT")).isSameAs(notes.together("MSFT"));
			assertThat(notes.update("AAPL")).isSameAs(notes.find("AAPL"));
		});
	}

	private static PlatformCache<String, Object> cache(ApplicationContext context) {
		return context.getBean(PlatformCaches.class).get("notes");
	}

	/**
	 * Read as a database driver with claims would.
	 */
	@SuppressWarnings("unchecked")
	private static Object read(String key) {
		((Consumer<String>) TransactionSynchronizationManager.getResource("platform.row-level-security.claims"))
			.accept("{\"sub\":\"ann\"}");
		return new Object();
	}

	private static CompletableFuture<Object> promise(String key) {
		return CompletableFuture.completedFuture(read(key));
	}

	@EnableCaching
	static class Notes {

		@Cacheable("notes")
		public Object find(String symbol) {
			return read(symbol);
		}

		@Cacheable(cacheNames = "notes", sync = true)
		public Object together(String symbol) {
			return read(symbol);
		}

		@CachePut("notes")
		public Object update(String symbol) {
			return read(symbol);
		}

		@Cacheable("notes")
		public Object of(String user, String symbol) {
			return read(symbol);
		}

	}

}
