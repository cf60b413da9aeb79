package io.portfolioplatform.health.indicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;

/**
 * Puts every indicator of Spring Boot's reactive registry into the background, which an
 * application on servlets has too where Reactor is on the class path.
 */
public final class BackgroundReactiveRegistryPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<BackgroundIndicators> indicators;

	/**
	 * Create the post processor.
	 * @param indicators where the indicators are collected
	 */
	public BackgroundReactiveRegistryPostProcessor(ObjectProvider<BackgroundIndicators> indicators) {
		this.indicators = indicators;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() != DefaultReactiveHealthContributorRegistry.class) {
			return bean;
		}
		return new BackgroundReactiveHealthContributorRegistry((DefaultReactiveHealthContributorRegistry) bean,
				this.indicators.getObject());
	}

}
