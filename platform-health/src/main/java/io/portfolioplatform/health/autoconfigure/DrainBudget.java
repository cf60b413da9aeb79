package io.portfolioplatform.health.autoconfigure;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The arithmetic of a shutdown: drain, then each phase that may wait, then what is left
 * for closing pools, within the time before the process is killed. Spring gives every
 * phase the whole timeout. A phase waits for beans that end later than they were told to,
 * which are those with a {@code stop(Runnable)} of their own: the web server for its
 * requests, executors and schedulers of Spring for their tasks.
 */
final class DrainBudget {

	static final Duration RESERVE = Duration.ofSeconds(5);

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final @Nullable Method STOP = ReflectionUtils.findMethod(SmartLifecycle.class, "stop",
			Runnable.class);

	private DrainBudget() {
	}

	/**
	 * Check the budget.
	 * @param drain the drain and its budget
	 * @param environment where the timeout of a phase is configured
	 * @param beans knows what is stopped
	 */
	static void check(PlatformHealthProperties.Drain drain, Environment environment, ListableBeanFactory beans) {
		if (drain.delay().isZero()) {
			return;
		}
		Duration phase = DurationStyle.detectAndParse(environment.getProperty(PHASE_TIMEOUT, "30s"));
		Map<Integer, Collection<String>> waiting = waiting(beans.getBeansOfType(SmartLifecycle.class, false, true));
		Duration needed = drain.delay().plus(phase.multipliedBy(waiting.size())).plus(RESERVE);
		if (needed.compareTo(drain.budget()) > 0) {
			throw new InvalidHealthConfigurationException("platform.health.drain.delay", drain.delay(),
					"A shutdown may take " + seconds(drain.delay()) + " (drain) + " + waiting.size() + " x "
							+ seconds(phase) + " (" + PHASE_TIMEOUT + ", for each of the phases "
							+ String.join(", ", waiting.values().stream().map(String::valueOf).toList()) + ") + "
							+ seconds(RESERVE) + " (closing pools) = " + seconds(needed)
							+ ", but the process is killed after " + seconds(drain.budget())
							+ " (platform.health.drain.budget).",
					"Shorten platform.health.drain.delay or " + PHASE_TIMEOUT
							+ ", or raise terminationGracePeriodSeconds of the deployment and pass it as "
							+ "platform.health.drain.budget.");
		}
	}

	/**
	 * Return the beans that may be waited for, by phase, the first one first.
	 */
	private static Map<Integer, Collection<String>> waiting(Map<String, SmartLifecycle> lifecycles) {
		Map<Integer, Collection<String>> phases = new TreeMap<>(Collections.reverseOrder());
		lifecycles.forEach((name, bean) -> {
			if (endsLater(bean)) {
				phases.computeIfAbsent(bean.getPhase(), (phase) -> new TreeSet<>()).add(name);
			}
		});
		return phases;
	}

	private static boolean endsLater(SmartLifecycle bean) {
		return STOP == null || ClassUtils.getMostSpecificMethod(STOP, ClassUtils.getUserClass(bean))
			.getDeclaringClass() != STOP.getDeclaringClass();
	}

	private static String seconds(Duration duration) {
		return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
	}

}
