package io.portfolioplatform.cache.autoconfigure;

import java.util.Objects;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.page.InvalidCachePageException;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for WebFlux, whose answers nothing
 * remembers: an annotation that says otherwise stops the start.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "platform.cache.enabled", matchIfMissing = true)
public final class ReactivePageAutoConfiguration {

	@Bean
	static SmartInitializingSingleton platformReactivePages(ListableBeanFactory beans) {
		MethodFilter pages = (method) -> AnnotatedElementUtils.hasAnnotation(method, CachePage.class);
		return () -> {
			for (String name : beans.getBeanNamesForAnnotation(Controller.class)) {
				Class<?> type = ClassUtils.getUserClass(Objects.requireNonNull(beans.getType(name)));
				MethodIntrospector.selectMethods(type, pages).stream().findFirst().ifPresent((method) -> {
					throw new InvalidCachePageException(method,
							"this is a WebFlux application, whose answers nothing remembers",
							"Remove it and annotate what the method calls with @Memoize, or use Spring MVC.");
				});
			}
		};
	}

}
