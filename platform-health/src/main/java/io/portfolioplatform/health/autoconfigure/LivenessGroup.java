package io.portfolioplatform.health.autoconfigure;

import java.util.Collections;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Guards Spring Boot's liveness group: an indicator of something outside the process
 * would restart every pod of the fleet when that something fails.
 */
final class LivenessGroup {

	private static final String GROUP = "management.endpoint.health.group.liveness";

	static final String PROPERTY = GROUP + ".include";

	private static final String OWN_STATE = "livenessState";

	private LivenessGroup() {
	}

	/**
	 * Check the group.
	 * @param environment where the group is configured
	 * @param inProcess whether the indicator of a name is marked as one that looks at
	 * this process alone
	 */
	static void check(Environment environment, Predicate<String> inProcess) {
		Binder binder = Binder.get(environment);
		Set<String> members = binder.bind(PROPERTY, Bindable.setOf(String.class)).orElse(Collections.emptySet());
		if (members.isEmpty()) {
			binder.bind(GROUP, Bindable.mapOf(String.class, Object.class))
				.ifBound((settings) -> refuse(settings.keySet()));
		}
		for (String member : members) {
			if (!member.equals(OWN_STATE) && !inProcess.test(member)) {
				throw new InvalidHealthConfigurationException(PROPERTY, members,
						"When '" + member
								+ "' fails, every pod is restarted at once, which heals nothing and loses all "
								+ "requests in progress.",
						"Leave only '" + OWN_STATE + "' in it. Show '" + member
								+ "' in '/actuator/health' and alert on it there.");
			}
		}
	}

	/**
	 * Spring Boot's own liveness group is one that nothing at all is set of.
	 */
	private static void refuse(Set<String> settings) {
		throw new InvalidHealthConfigurationException(GROUP, settings,
				"A group without 'include' contains every indicator. When one of them fails, every pod is restarted "
						+ "at once, which heals nothing and loses all requests in progress.",
				"Set '" + PROPERTY + "' to '" + OWN_STATE + "'.");
	}

}
