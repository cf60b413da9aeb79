package io.portfolioplatform.health.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.portfolioplatform.health.indicator.BackgroundIndicators;

/**
 * Tells what is down, apart for what the whole fleet shares and what this process has to
 * itself.
 *
 * @param names names of all that is down
 * @param local names of the indicators and composites that speak of this process alone
 */
record DownIndicators(Supplier<List<String>> names, Set<String> local) {

	List<String> shared() {
		return this.names.get().stream().filter((name) -> !isLocal(name)).toList();
	}

	List<String> alone() {
		return this.names.get().stream().filter(this::isLocal).toList();
	}

	private boolean isLocal(String name) {
		return this.local.stream().anyMatch((each) -> BackgroundIndicators.isOrBelongsTo(name, each));
	}

}
