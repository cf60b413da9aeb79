package io.portfolioplatform.health.indicator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.portfolioplatform.health.InProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.application.AvailabilityStateHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.util.ClassUtils;

/**
 * Every indicator of the application that may wait for something, by its name; an
 * indicator inside a composite is named {@code composite/indicator}.
 */
public final class BackgroundIndicators {

	private final Map<Key, BackgroundHealthIndicator> indicators = new ConcurrentHashMap<>();

	private final Executor executor;

	private final Duration deadline;

	/**
	 * Create the collection.
	 * @param executor asks the indicators; needs a free thread for each of them
	 * @param deadline how long an answer may take before the indicator counts as down
	 */
	public BackgroundIndicators(Executor executor, Duration deadline) {
		this.executor = executor;
		this.deadline = deadline;
	}

	/**
	 * Ask every indicator in the background.
	 */
	public void refresh() {
		this.indicators.values().forEach(BackgroundHealthIndicator::refresh);
	}

	/**
	 * Return what is down now.
	 * @return the names, sorted
	 */
	public List<String> down() {
		return this.indicators.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().down())
			.map((entry) -> entry.getKey().name())
			.distinct()
			.sorted()
			.toList();
	}

	/**
	 * Return whether an indicator is asked in the background.
	 * @param name its name
	 * @return whether it is
	 */
	public boolean contains(String name) {
		return named(name).findAny().isPresent();
	}

	/**
	 * Return whether an indicator has been up at least once.
	 * @param name its name
	 * @return whether it was ever up; false for an unknown name
	 */
	public boolean everUp(String name) {
		return named(name).anyMatch(BackgroundHealthIndicator::everUp);
	}

	private Stream<BackgroundHealthIndicator> named(String name) {
		return Stream.of(false, true)
			.map((reactive) -> this.indicators.get(new Key(name, reactive)))
			.filter(Objects::nonNull);
	}

	HealthContributor inBackground(String name, HealthContributor contributor) {
		if (contributor instanceof HealthIndicator indicator) {
			return answersAtOnce(indicator) ? indicator : add(new Key(name, false), indicator);
		}
		if (contributor instanceof CompositeHealthContributor composite) {
			Map<String, HealthContributor> members = new LinkedHashMap<>();
			for (HealthContributors.Entry entry : composite) {
				members.put(entry.name(), inBackground(name + "/" + entry.name(), entry.contributor()));
			}
			return CompositeHealthContributor.fromMap(members);
		}
		return contributor;
	}

	void forget(Key key) {
		this.indicators.keySet().removeIf((known) -> known.isOrBelongsTo(key));
	}

	BackgroundHealthIndicator add(Key key, HealthIndicator indicator) {
		var background = new BackgroundHealthIndicator(indicator, this.executor, this.deadline, System::nanoTime);
		this.indicators.put(key, background);
		return background;
	}

	private static boolean answersAtOnce(HealthContributor contributor) {
		return contributor instanceof AvailabilityStateHealthIndicator || contributor instanceof PingHealthIndicator
				|| isInProcess(contributor);
	}

	/**
	 * Return whether a contributor is marked as one that looks at this process alone.
	 * @param contributor the contributor, or nothing
	 * @return whether its class is annotated
	 */
	public static boolean isInProcess(@Nullable Object contributor) {
		return contributor != null && ClassUtils.getUserClass(contributor).isAnnotationPresent(InProcess.class);
	}

	/**
	 * What an indicator is known by: the two registries have names of their own.
	 *
	 * @param name its name
	 * @param reactive whether it is in the reactive registry
	 */
	record Key(String name, boolean reactive) {

		boolean isOrBelongsTo(Key other) {
			return this.reactive == other.reactive
					&& (this.name.equals(other.name) || this.name.startsWith(other.name + "/"));
		}

	}

}
