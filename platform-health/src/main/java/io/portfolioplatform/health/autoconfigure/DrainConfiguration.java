package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.drain.Drain;
import io.portfolioplatform.health.traffic.Traffic;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Keeps serving between the signal to stop and the stop.
 */
@Configuration(proxyBeanMethods = false)
class DrainConfiguration {

	@Bean
	Traffic platformTraffic() {
		return new Traffic();
	}

	@Bean
	Drain platformDrain(ApplicationContext context, Traffic traffic, PlatformHealthProperties properties) {
		return new Drain(context, traffic, properties.drain().delay());
	}

	@Bean
	SmartInitializingSingleton platformDrainBudgetGuard(PlatformHealthProperties properties, Environment environment,
			ListableBeanFactory beans) {
		return () -> DrainBudget.check(properties.drain(), environment, beans);
	}

}
