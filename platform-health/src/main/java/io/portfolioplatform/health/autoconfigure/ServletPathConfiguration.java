package io.portfolioplatform.health.autoconfigure;

import java.util.Collection;
import java.util.List;

import io.portfolioplatform.health.traffic.ServletPath;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Knows where Spring MVC is, also where the application registers its servlet itself.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherServlet.class)
class ServletPathConfiguration {

	@Bean
	ServletPath platformServletPath(ObjectProvider<ServletRegistrationBean<DispatcherServlet>> registrations,
			Environment environment) {
		ServletRegistrationBean<DispatcherServlet> registration = registrations.getIfUnique();
		Collection<String> mappings = (registration != null) ? registration.getUrlMappings() : List.of();
		return (mappings.size() == 1) ? ServletPath.of(mappings.iterator().next()) : ServletPath.of(environment);
	}

}
