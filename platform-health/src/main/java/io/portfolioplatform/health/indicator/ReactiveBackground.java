package io.portfolioplatform.health.indicator;

import java.util.LinkedHashMap;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * Puts reactive indicators into the background. They are asked there as blocking ones,
 * because one that never completes must be waited for somewhere.
 */
final class ReactiveBackground {

	private final BackgroundIndicators indicators;

	ReactiveBackground(BackgroundIndicators indicators) {
		this.indicators = indicators;
	}

	ReactiveHealthContributor of(String name, ReactiveHealthContributor contributor) {
		if (contributor instanceof ReactiveHealthIndicator indicator && !BackgroundIndicators.isInProcess(indicator)) {
			BackgroundHealthIndicator background = this.indicators.add(key(name), indicator.asHealthContributor());
			ReactiveHealthIndicator fromMemory = () -> Mono.fromSupplier(background::health);
			return fromMemory;
		}
		if (contributor instanceof CompositeReactiveHealthContributor composite) {
			Map<String, ReactiveHealthContributor> members = new LinkedHashMap<>();
			for (ReactiveHealthContributors.Entry entry : composite) {
				members.put(entry.name(), of(name + "/" + entry.name(), entry.contributor()));
			}
			return CompositeReactiveHealthContributor.fromMap(members);
		}
		return contributor;
	}

	void forget(String name) {
		this.indicators.forget(key(name));
	}

	/**
	 * An indicator of the other kind may have the same name.
	 */
	private static BackgroundIndicators.Key key(String name) {
		return new BackgroundIndicators.Key(name, true);
	}

}
