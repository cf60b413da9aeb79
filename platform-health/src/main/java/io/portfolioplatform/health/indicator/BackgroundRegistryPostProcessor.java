package io.portfolioplatform.health.indicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

/**
 * Puts every indicator of Spring Boot's registry into the background. A registry of the
 * application's own making is left as it is.
 */
public final class BackgroundRegistryPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<BackgroundIndicators> indicators;

	/**
	 * Create the post processor.
	 * @param indicators where the indicators are collected
	 */
	public BackgroundRegistryPostProcessor(ObjectProvider<BackgroundIndicators> indicators) {
		this.indicators = indicators;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() != DefaultHealthContributorRegistry.class) {
			return bean;
		}
		return new BackgroundHealthContributorRegistry((DefaultHealthContributorRegistry) bean,
				this.indicators.getObject());
	}

}
