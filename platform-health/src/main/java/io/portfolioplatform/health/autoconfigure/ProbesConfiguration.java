package io.portfolioplatform.health.autoconfigure;

import java.util.function.Function;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;
import io.portfolioplatform.health.probe.ProbeAnswer;
import io.portfolioplatform.health.probe.Probes;
import io.portfolioplatform.health.probe.StartupState;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Decides the probes, unless they are switched off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "platform.health.probes.enabled", matchIfMissing = true)
class ProbesConfiguration {

	private static final String MANAGEMENT_PORT_TYPE = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType";

	@Bean
	@ConditionalOnMissingBean
	StartupState platformStartupState() {
		return new StartupState();
	}

	@Bean
	@ConditionalOnMissingBean
	Probes platformProbes(ApplicationAvailability availability, StartupState startup,
			ObjectProvider<ProbeCondition> conditions) {
		return new Probes(availability, startup, conditions.orderedStream().toList());
	}

	/**
	 * Where management has a port of its own, that one says why: the main port may be
	 * open to the world, which need not know what is down.
	 */
	static Function<Probe, ProbeAnswer> answersOfTheMainPort(Probes probes, Environment environment) {
		boolean other = ClassUtils.isPresent(MANAGEMENT_PORT_TYPE, ProbesConfiguration.class.getClassLoader())
				&& ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		return other ? (probe) -> probes.ask(probe).withoutReason() : probes::ask;
	}

}
