package io.portfolioplatform.app.overview;

import java.time.Duration;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.near.NearCaches;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is remembered of an overview: for how long, and for whom.
 */
@IntegrationTest
class OverviewMemoryTests {

	@Autowired
	private Dashboards dashboards;

	private final UUID user = Users.fresh().value();

	private final UUID other = Users.fresh().value();

	@Test
	void lastsFor300Seconds(@Autowired NearCaches caches) {
		this.dashboards.of(this.user);
		assertThat(caches.get("overview").uses()).hasSize(1)
			.allSatisfy((method, terms) -> assertThat(terms.ttl()).isEqualTo(Duration.ofSeconds(300)));
	}

	@Test
	void belongsToOneUser(@Autowired Memoizer memoizer) {
		Dashboard own = this.dashboards.of(this.user);
		Dashboard others = this.dashboards.of(this.other);
		assertThat(this.dashboards.of(this.user)).isSameAs(own).isNotSameAs(others);
		memoizer.evict(Dashboards.class, "of", this.user);
		assertThat(this.dashboards.of(this.user)).isNotSameAs(own);
		assertThat(this.dashboards.of(this.other)).isSameAs(others);
	}

}
