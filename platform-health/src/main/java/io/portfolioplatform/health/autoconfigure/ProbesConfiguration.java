package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.ProbeCondition;
import io.portfolioplatform.health.probe.Probes;
import io.portfolioplatform.health.probe.StartupState;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Decides the probes, unless they are switched off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "platform.health.probes.enabled", matchIfMissing = true)
class ProbesConfiguration {

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

}
