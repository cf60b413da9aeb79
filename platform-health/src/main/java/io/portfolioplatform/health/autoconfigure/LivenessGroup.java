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

	static final String PROPERTY = "management.endpoint.health.group.liveness.include";

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
		Set<String> members = Binder.get(environment)
			.bind(PROPERTY, Bindable.setOf(String.class))
			.orElse(Collections.emptySet());
		for (String member : members) {
			if (!member.equals(OWN_STATE) && !inProcess.test(member)) {
				throw new ExternalLivenessException(member);
			}
		}
	}

}
