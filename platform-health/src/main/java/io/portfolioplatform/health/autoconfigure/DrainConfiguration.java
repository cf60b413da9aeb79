package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.drain.Drain;
import io.portfolioplatform.health.traffic.Traffic;

import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
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
	Drain platformDrain(ApplicationContext context, Traffic traffic, PlatformHealthProperties properties,
			Environment environment) {
		DrainBudget.check(properties.drain(), environment);
		return new Drain(context, traffic, properties.drain().delay());
	}

	/**
	 * Requests that are still served may need a thread: Spring would close this executor
	 * as soon as the signal comes, and the schedulers too, which is right for those.
	 */
	@Bean
	ThreadPoolTaskExecutorCustomizer platformDrainTaskExecutor(PlatformHealthProperties properties) {
		boolean drains = !properties.drain().delay().isZero();
		return (executor) -> executor.setAcceptTasksAfterContextClose(drains);
	}

}
