package io.portfolioplatform.health.indicator;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * A registry whose reactive indicators are asked in the background, those registered
 * later included.
 */
final class BackgroundReactiveHealthContributorRegistry extends DefaultReactiveHealthContributorRegistry {

	private final ReactiveHealthContributorRegistry delegate;

	private final ReactiveBackground background;

	BackgroundReactiveHealthContributorRegistry(ReactiveHealthContributorRegistry delegate,
			BackgroundIndicators indicators) {
		this.delegate = delegate;
		this.background = new ReactiveBackground(indicators);
		for (ReactiveHealthContributors.Entry entry : delegate.stream().toList()) {
			delegate.unregisterContributor(entry.name());
			registerContributor(entry.name(), entry.contributor());
		}
	}

	@Override
	public void registerContributor(String name, ReactiveHealthContributor contributor) {
		// Keeps the original, and refuses what cannot be registered before it is asked.
		super.registerContributor(name, contributor);
		this.delegate.registerContributor(name, this.background.of(name, contributor));
	}

	@Override
	public @Nullable ReactiveHealthContributor unregisterContributor(String name) {
		this.background.forget(name);
		this.delegate.unregisterContributor(name);
		return super.unregisterContributor(name);
	}

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		return this.delegate.getContributor(name);
	}

	@Override
	public Stream<ReactiveHealthContributors.Entry> stream() {
		return this.delegate.stream();
	}

}
