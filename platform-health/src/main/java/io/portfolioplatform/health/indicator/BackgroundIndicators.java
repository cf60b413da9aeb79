package io.portfolioplatform.health.indicator;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;

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
		return names((indicator, background) -> background.down());
	}

	/**
	 * Return what has not been up yet.
	 * @param names which indicators count, and of which composites all members; unknown
	 * names are skipped
	 * @return the names of those indicators, sorted
	 */
	public List<String> neverUp(Collection<String> names) {
		return names((indicator, background) -> !background.everUp()
				&& names.stream().anyMatch((name) -> isOrBelongsTo(indicator, name)));
	}

	/**
	 * Return whether an indicator is asked in the background.
	 * @param name its name, or that of a composite
	 * @return whether it, or any member, is
	 */
	public boolean contains(String name) {
		return !names((indicator, background) -> isOrBelongsTo(indicator, name)).isEmpty();
	}

	private List<String> names(BiPredicate<String, BackgroundHealthIndicator> filter) {
		return this.indicators.entrySet()
			.stream()
			.filter((entry) -> filter.test(entry.getKey().name(), entry.getValue()))
			.map((entry) -> entry.getKey().name())
			.distinct()
			.sorted()
			.toList();
	}

	/**
	 * Return whether a name means an indicator.
	 * @param indicator the name the indicator is known by
	 * @param name its name, or that of a composite
	 * @return whether it is the indicator, or a composite that contains it
	 */
	public static boolean isOrBelongsTo(String indicator, String name) {
		return indicator.equals(name) || indicator.startsWith(name + "/");
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
			return this.reactive == other.reactive && BackgroundIndicators.isOrBelongsTo(this.name, other.name);
		}

	}

}
