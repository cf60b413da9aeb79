package io.portfolioplatform.app.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Everything that a running application answers, each as method and pattern.
 */
final class Routes {

	private final ApplicationContext context;

	Routes(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Returns what is on the main port: mappings of controllers, functions and files, and
	 * the servlets and filters that have paths of their own, whose methods nobody tells.
	 * @return the routes
	 */
	Set<String> main() {
		Stream<String> mapped = beans(HandlerMapping.class).stream().flatMap(Routes::of);
		Stream<String> servlets = beans(ServletRegistrationBean.class).stream()
			.filter((servlet) -> !(servlet instanceof DispatcherServletRegistrationBean))
			.flatMap((servlet) -> strings(servlet.getUrlMappings()));
		Stream<String> filters = beans(AbstractFilterRegistrationBean.class).stream()
			.flatMap((filter) -> strings(filter.getUrlPatterns()));
		return set(Stream.concat(mapped, Stream.concat(servlets, filters).flatMap(Routes::any)));
	}

	/**
	 * Returns what Actuator answers on the port for operators.
	 * @return the routes
	 */
	Set<String> management() {
		return set(this.context.getBean(WebEndpointsSupplier.class)
			.getEndpoints()
			.stream()
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.map(WebOperation::getRequestPredicate)
			.map(Routes::of));
	}

	private static String of(WebOperationRequestPredicate operation) {
		return operation.getHttpMethod() + " /actuator/" + operation.getPath();
	}

	private static Stream<String> of(HandlerMapping mapping) {
		if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
			return methods.getHandlerMethods().keySet().stream().flatMap(Routes::of);
		}
		if (mapping instanceof AbstractUrlHandlerMapping urls) {
			return urls.getPathPatternHandlerMap()
				.keySet()
				.stream()
				.map((pattern) -> "GET " + pattern.getPatternString());
		}
		boolean empty = mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() == null;
		return empty ? Stream.of() : Stream.of(mapping.toString());
	}

	private static Stream<String> of(RequestMappingInfo mapping) {
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		return mapping.getPatternValues()
			.stream()
			.flatMap((pattern) -> methods.isEmpty() ? any(pattern)
					: methods.stream().map((method) -> method + " " + pattern));
	}

	private static Stream<String> any(String pattern) {
		return Stream.of("GET " + pattern, "POST " + pattern);
	}

	private <T> Collection<T> beans(Class<T> type) {
		return this.context.getBeansOfType(type).values();
	}

	private static Stream<String> strings(Collection<?> patterns) {
		return List.copyOf(patterns).stream().map(Object::toString);
	}

	/**
	 * Without the hash of the assets, which is another one with each version.
	 */
	private static Set<String> set(Stream<String> routes) {
		Set<String> set = new TreeSet<>();
		routes.map((route) -> route.replaceFirst("/assets/[0-9a-f]{16}/", "/assets/{hash}/")).forEach(set::add);
		return set;
	}

}
