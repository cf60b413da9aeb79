package io.portfolioplatform.health.indicator;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for registering and unregistering while the application runs.
 */
class BackgroundRegistriesTests {

	private final BackgroundIndicators indicators = new BackgroundIndicators(Runnable::run, Duration.ofSeconds(2));

	@Test
	void whatIsUnregisteredCanBeRegisteredAgain() {
		var registry = new BackgroundHealthContributorRegistry(new DefaultHealthContributorRegistry(), this.indicators);
		HealthIndicator billing = () -> Health.down().build();
		registry.registerContributor("billing", billing);
		assertThat(registry.unregisterContributor("billing")).isSameAs(billing);
		assertThat(registry.unregisterContributor("billing")).isNull();
		registry.registerContributor("accounts", billing);
		this.indicators.refresh();
		assertThat(this.indicators.down()).containsExactly("accounts");
	}

	@Test
	void whatIsRefusedReplacesNothing() {
		var registry = new BackgroundHealthContributorRegistry(new DefaultHealthContributorRegistry(), this.indicators);
		registry.registerContributor("billing", (HealthIndicator) () -> Health.down().build());
		HealthIndicator another = () -> Health.up().build();
		assertThatIllegalStateException().isThrownBy(() -> registry.registerContributor("billing", another));
		this.indicators.refresh();
		assertThat(this.indicators.down()).containsExactly("billing");
	}

	@Test
	void soItIsWithReactiveOnes() {
		var registry = new BackgroundReactiveHealthContributorRegistry(new DefaultReactiveHealthContributorRegistry(),
				this.indicators);
		ReactiveHealthIndicator billing = () -> Mono.just(Health.down().build());
		ReactiveHealthIndicator another = () -> Mono.just(Health.up().build());
		registry.registerContributor("billing", billing);
		assertThatIllegalStateException().isThrownBy(() -> registry.registerContributor("billing", another));
		this.indicators.refresh();
		assertThat(this.indicators.down()).containsExactly("billing");
		assertThat(registry.unregisterContributor("billing")).isSameAs(billing);
		assertThat(this.indicators.down()).isEmpty();
	}

}
