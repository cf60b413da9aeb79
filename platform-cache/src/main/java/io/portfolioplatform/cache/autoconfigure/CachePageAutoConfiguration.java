package io.portfolioplatform.cache.autoconfigure;

import java.util.List;

import io.portfolioplatform.cache.PageCaller;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.page.AuthenticatedCaller;
import io.portfolioplatform.cache.page.PageHandlerAdapter;
import io.portfolioplatform.cache.page.PageMethods;
import io.portfolioplatform.cache.page.PrincipalCaller;
import io.portfolioplatform.cache.shared.Sharing;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for remembered answers of Spring MVC
 * controllers.
 */
@AutoConfiguration(after = PlatformCacheAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBooleanProperty(name = "platform.cache.enabled", matchIfMissing = true)
public final class CachePageAutoConfiguration {

	private static final String AUTHENTICATION = "org.springframework.security.core.Authentication";

	@Bean
	PageMethods platformPageMethods(ObjectProvider<RequestMappingInfoHandlerMapping> mappings, NearCaches caches,
			Tags tags, ObjectProvider<Sharing> sharing, PlatformCacheProperties properties,
			ConfigurableBeanFactory beanFactory, ObjectProvider<RequestMappingHandlerAdapter> adapter) {
		return new PageMethods(mappings::stream, caches, tags, SingletonSupplier.ofNullable(sharing::getIfAvailable),
				properties::ttlJitter, beanFactory::resolveEmbeddedValue,
				(parameter) -> isResolved(parameter, adapter.getObject().getCustomArgumentResolvers()));
	}

	private static boolean isResolved(MethodParameter parameter, @Nullable List<HandlerMethodArgumentResolver> custom) {
		return custom != null && custom.stream().anyMatch((resolver) -> resolver.supportsParameter(parameter));
	}

	@Bean
	PageHandlerAdapter platformPageHandlerAdapter(PageMethods methods,
			ObjectProvider<RequestMappingHandlerAdapter> adapter, PageCaller callers, EvictionTiming timing,
			PlatformCacheProperties properties) {
		return new PageHandlerAdapter(methods, adapter::getObject, callers, timing,
				Math.toIntExact(properties.pages().maxBody().toBytes()));
	}

	/**
	 * Callers that Spring Security knows.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = AUTHENTICATION)
	static class Authenticated {

		@Bean
		@ConditionalOnMissingBean(PageCaller.class)
		AuthenticatedCaller platformPageCaller() {
			return new AuthenticatedCaller();
		}

	}

	/**
	 * Callers that the container knows.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(AUTHENTICATION)
	static class ByName {

		@Bean
		@ConditionalOnMissingBean(PageCaller.class)
		PrincipalCaller platformPrincipalCaller() {
			return new PrincipalCaller();
		}

	}

}
