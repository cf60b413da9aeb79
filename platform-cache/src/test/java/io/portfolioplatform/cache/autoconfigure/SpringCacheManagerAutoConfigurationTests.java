package io.portfolioplatform.cache.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationPublisher;
import io.portfolioplatform.cache.named.SpringCacheManager;
import io.portfolioplatform.cache.near.NearCaches;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SpringCacheManagerAutoConfiguration}: Spring's annotations over the
 * platform's caches.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringCacheManagerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PlatformCacheAutoConfiguration.class, SpringCacheManagerAutoConfiguration.class))
		.withPropertyValues("platform.cache.caches.quotes.ttl=1m")
		.withBean(Quotes.class);

	private final ApplicationContextRunner caching = this.runner.withUserConfiguration(CachingConfiguration.class);

	@Test
	void springsAnnotationsUsePlatformCache() {
		this.caching.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			assertThat(quotes.find("A")).isEqualTo("A1");
			assertThat(quotes.find("A")).isEqualTo("A1");
			assertThat(quotes.findSynchronized("A")).isEqualTo("A1");
			assertThat(quotes.update("A")).isEqualTo("A2");
			assertThat(quotes.find("A")).isEqualTo("A2");
			quotes.evict("A");
			assertThat(quotes.findSynchronized("A")).isEqualTo("A3");
			assertThat(quotes.promise("A").join()).isEqualTo("A3");
			quotes.evictAll();
			assertThat(quotes.promise("A").join()).isEqualTo("A4");
			assertThat(quotes.find("A")).isEqualTo("A4");
		});
	}

	@Test
	void nullIsNotRemembered() {
		this.caching.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			assertThat(quotes.absent("A")).isNull();
			assertThat(quotes.absent("A")).isNull();
			assertThat(quotes.find("B")).isEqualTo("B3");
		});
	}

	@Test
	void loadOfSynchronizedMethodBegunBeforeEvictIsNotRemembered() {
		this.caching.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			Cache cache = context.getBean(CacheManager.class).getCache("quotes");
			assertThat(cache).isNotNull();
			quotes.during(() -> cache.evict("A"));
			assertThat(quotes.findSynchronized("A")).isEqualTo("A1");
			quotes.during(() -> {
			});
			assertThat(quotes.findSynchronized("A")).isEqualTo("A2");
		});
	}

	@Test
	void loadBegunBeforeEvictIsNotRememberedWithoutSyncEither() {
		this.caching.run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			Cache cache = context.getBean(CacheManager.class).getCache("quotes");
			assertThat(cache).isNotNull();
			quotes.during(() -> cache.evict("A"));
			assertThat(quotes.findWhileChanging("A")).isEqualTo("A1");
			quotes.during(() -> {
			});
			assertThat(quotes.findWhileChanging("A")).isEqualTo("A2");
			assertThat(quotes.findWhileChanging("A")).isEqualTo("A2");
		});
	}

	@Test
	void tellsOtherProcessesOfChangesAndNotOfFills() {
		List<Invalidation> told = new ArrayList<>();
		this.caching.withBean(InvalidationPublisher.class, () -> told::add).run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			quotes.find("A");
			quotes.findSynchronized("B");
			quotes.promise("C").join();
			assertThat(told).isEmpty();
			quotes.update("D");
			quotes.evict("A");
			quotes.evictAll();
			assertThat(told).containsExactly(Invalidation.of("quotes", "", "s1:D"),
					Invalidation.of("quotes", "", "s1:A"), Invalidation.all("quotes"));
		});
	}

	@Test
	void failedLoadDoesNotMakeLaterChangeLookLikeFill() {
		List<Invalidation> told = new ArrayList<>();
		this.caching.withBean(InvalidationPublisher.class, () -> told::add).run((context) -> {
			Quotes quotes = context.getBean(Quotes.class);
			quotes.during(() -> {
				throw new IllegalStateException("down");
			});
			assertThatIllegalStateException().isThrownBy(() -> quotes.findWhileChanging("A"));
			quotes.update("A");
			assertThat(told).containsExactly(Invalidation.of("quotes", "", "s1:A"));
		});
	}

	@Test
	void namesConfiguredCachesBeforeTheirFirstUse() {
		this.caching.run(
				(context) -> assertThat(context.getBean(CacheManager.class).getCacheNames()).containsExactly("quotes"));
	}

	@Test
	void limitsEntriesPerCache() {
		this.caching.withPropertyValues("platform.cache.caches.quotes.max-entries=7").run((context) -> {
			NearCaches caches = context.getBean(NearCaches.class);
			assertThat(caches.get("quotes").maxEntries()).isEqualTo(7);
			assertThat(caches.get("other").maxEntries()).isEqualTo(10_000);
		});
	}

	@Test
	void warnsOfSpringBootsPropertiesThatAreNotRead(CapturedOutput output) {
		this.caching.run((context) -> assertThat(context).hasSingleBean(SpringCacheManager.class));
		assertThat(output).doesNotContain("Not read below");
		this.caching
			.withPropertyValues("spring.cache.redis.time-to-live=1h", "spring.cache.cache-names=a,b",
					"spring.cache.type=platform")
			.run((context) -> assertThat(context).hasSingleBean(SpringCacheManager.class));
		assertThat(output).containsOnlyOnce("Not read below 'spring.cache': [cache-names, redis].");
	}

	@Test
	void backsOffWithoutEnableCaching() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(CacheManager.class));
	}

	@Test
	void backsOffWhenUserDefinesCacheManager() {
		this.caching.withBean("own", CacheManager.class, ConcurrentMapCacheManager::new)
			.run((context) -> assertThat(context).doesNotHaveBean(SpringCacheManager.class));
	}

	@Test
	void backsOffWhenPropertyChoosesAnotherCache() {
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("spring.cache.type=simple")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("CacheManager' available"));
	}

	static class Quotes {

		private int calls;

		private Runnable during = () -> {
		};

		@Cacheable("quotes")
		public String find(String symbol) {
			return next(symbol);
		}

		@Cacheable(cacheNames = "quotes", sync = true)
		public String findSynchronized(String symbol) {
			String result = next(symbol);
			this.during.run();
			return result;
		}

		@Cacheable("quotes")
		public String findWhileChanging(String symbol) {
			return findSynchronized(symbol);
		}

		@Cacheable("quotes")
		public CompletableFuture<String> promise(String symbol) {
			return CompletableFuture.completedFuture(next(symbol));
		}

		@Cacheable("absent")
		public @Nullable String absent(String symbol) {
			next(symbol);
			return null;
		}

		@CachePut("quotes")
		public String update(String symbol) {
			return next(symbol);
		}

		@CacheEvict("quotes")
		public void evict(String symbol) {
		}

		@CacheEvict(cacheNames = "quotes", allEntries = true)
		public void evictAll() {
		}

		void during(Runnable action) {
			this.during = action;
		}

		private String next(String symbol) {
			return symbol + ++this.calls;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
