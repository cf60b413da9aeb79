package io.portfolioplatform.cache.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PlatformCache}.
 */
class PlatformCacheTests {

	private final List<Object> loads = new ArrayList<>();

	private PlatformCache<String, String> cache;

	@BeforeEach
	void createCache() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.run((context) -> this.cache = context.getBean(PlatformCaches.class).get("quotes"));
	}

	@Test
	void getLoadsOnce() {
		assertThat(this.cache.get("a", this::load)).isEqualTo("a");
		assertThat(this.cache.get("a", this::load)).isEqualTo("a");
		assertThat(this.loads).containsExactly("a");
		assertThat(this.cache.getIfPresent("a")).isEqualTo("a");
		assertThat(this.cache.getIfPresent("b")).isNull();
		assertThat(this.cache.name()).isEqualTo("quotes");
	}

	@Test
	void getPassesOnWhatLoaderThrows() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.cache.get("a", (key) -> {
			throw new UncheckedIOException(new IOException("down"));
		}));
	}

	@Test
	void getAsyncSharesOnePromiseAndRemembersItsValue() {
		CompletableFuture<String> promise = new CompletableFuture<>();
		CompletableFuture<String> first = this.cache.getAsync("a", (key) -> promise);
		CompletableFuture<String> second = this.cache.getAsync("a",
				(key) -> CompletableFuture.completedFuture(load(key)));
		promise.complete("promised");
		assertThat(first).isCompletedWithValue("promised");
		assertThat(second).isCompletedWithValue("promised");
		assertThat(this.cache.get("a", this::load)).isEqualTo("promised");
		assertThat(this.loads).isEmpty();
	}

	@Test
	void promiseMadeBeforeEvictIsNotRemembered() {
		CompletableFuture<String> promise = new CompletableFuture<>();
		CompletableFuture<String> first = this.cache.getAsync("a", (key) -> promise);
		this.cache.evict("a");
		promise.complete("old");
		assertThat(first).isCompletedWithValue("old");
		assertThat(this.cache.getIfPresent("a")).isNull();
	}

	@Test
	void promiseThatFailsIsNotRemembered() {
		CompletableFuture<String> promise = new CompletableFuture<>();
		CompletableFuture<String> first = this.cache.getAsync("a", (key) -> promise);
		promise.completeExceptionally(new IOException("down"));
		assertThat(first).isCompletedExceptionally();
		assertThat(this.cache.get("a", this::load)).isEqualTo("a");
	}

	@Test
	void getAllLoadsWhatIsMissingWithOneCall() {
		this.cache.put("a", "put");
		assertThat(this.cache.getAll(List.of("a", "b", "c", "none"), this::loadAll))
			.isEqualTo(Map.of("a", "put", "b", "b", "c", "c"));
		assertThat(this.loads).containsExactly(Set.of("b", "c", "none"));
		assertThat(this.cache.getIfPresent("c")).isEqualTo("c");
	}

	@Test
	void getAllThatFailsLeavesKeysToTheNextCaller() {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.cache.getAll(List.of("a", "b"), (keys) -> {
				throw new UncheckedIOException(new IOException("down"));
			}));
		assertThat(this.cache.get("a", this::load)).isEqualTo("a");
	}

	@Test
	void getAllBegunBeforeEvictIsNotRemembered() {
		this.cache.getAll(List.of("a", "b"), (keys) -> {
			this.cache.evict("a");
			return loadAll(keys);
		});
		assertThat(this.cache.getIfPresent("a")).isNull();
		assertThat(this.cache.getIfPresent("b")).isEqualTo("b");
	}

	@Test
	void changesInTransactionWaitForItsCommitAndItReadsPastTheCache() {
		this.cache.put("a", "old");
		TransactionSynchronizationManager.initSynchronization();
		try {
			this.cache.put("a", "new");
			assertThat(this.cache.get("a", this::load)).isEqualTo("a");
			assertThat(this.cache.getIfPresent("a")).isNull();
			TransactionSynchronizationUtils.triggerAfterCommit();
			assertThat(this.cache.getIfPresent("a")).isEqualTo("new");
		}
		finally {
			TransactionSynchronizationManager.clearSynchronization();
		}
	}

	@Test
	void evictAllForgetsEverything() {
		this.cache.put("a", "put");
		this.cache.evictAll();
		assertThat(this.cache.getIfPresent("a")).isNull();
	}

	private String load(String key) {
		this.loads.add(key);
		return key;
	}

	private Map<String, String> loadAll(Set<String> keys) {
		this.loads.add(Set.copyOf(keys));
		return keys.stream().filter((key) -> key.length() == 1).collect(Collectors.toMap((key) -> key, (key) -> key));
	}

}
