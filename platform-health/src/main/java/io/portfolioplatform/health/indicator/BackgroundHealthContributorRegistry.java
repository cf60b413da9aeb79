package io.portfolioplatform.health.indicator;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * A registry whose indicators are asked in the background, those registered later
 * included.
 */
final class BackgroundHealthContributorRegistry extends DefaultHealthContributorRegistry {

	private final HealthContributorRegistry delegate;

	private final BackgroundIndicators indicators;

	BackgroundHealthContributorRegistry(HealthContributorRegistry delegate, BackgroundIndicators indicators) {
		this.delegate = delegate;
		this.indicators = indicators;
		for (HealthContributors.Entry entry : delegate.stream().toList()) {
			delegate.unregisterContributor(entry.name());
			registerContributor(entry.name(), entry.contributor());
		}
	}

	@Override
	public void registerContributor(String name, HealthContributor contributor) {
		// Keeps the original, and refuses what cannot be registered before it is asked.
		super.registerContributor(name, contributor);
		this.delegate.registerContributor(name, this.indicators.inBackground(name, contributor));
	}

	@Override
	public @Nullable HealthContributor unregisterContributor(String name) {
		this.indicators.forget(new BackgroundIndicators.Key(name, false));
		this.delegate.unregisterContributor(name);
		return super.unregisterContributor(name);
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.delegate.getContributor(name);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.delegate.stream();
	}

}
