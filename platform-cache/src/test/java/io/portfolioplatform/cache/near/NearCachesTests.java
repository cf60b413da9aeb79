package io.portfolioplatform.cache.near;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearCaches}.
 */
class NearCachesTests {

	private final NearCaches caches = new NearCaches(10, new FakeTicker());

	@Test
	void createsEachCacheOnce() {
		assertThat(this.caches.get("a")).isSameAs(this.caches.get("a")).isNotSameAs(this.caches.get("b"));
	}

	@Test
	void findDoesNotCreate() {
		assertThat(this.caches.find("a")).isNull();
		assertThat(this.caches.get("a")).isSameAs(this.caches.find("a"));
	}

	@Test
	void listenersAreToldOfPastAndFutureCaches() {
		List<String> names = new ArrayList<>();
		this.caches.get("past");
		this.caches.forEach((cache) -> names.add(cache.name()));
		this.caches.get("future");
		this.caches.get("future");
		assertThat(names).containsExactly("past", "future");
	}

}
