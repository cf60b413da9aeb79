package io.portfolioplatform.cache.page;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.shared.Sharing;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.util.StringValueResolver;
import org.springframework.web.accept.ParameterContentNegotiationStrategy;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The controller methods whose answers are remembered. They are checked when all
 * controllers are known, before the first request.
 */
public final class PageMethods implements SmartInitializingSingleton {

	private final Supplier<Stream<RequestMappingInfoHandlerMapping>> mappings;

	private final NearCaches caches;

	private final Tags tags;

	private final Supplier<@Nullable Sharing> sharing;

	private final DoubleSupplier jitter;

	private final StringValueResolver placeholders;

	private final Predicate<MethodParameter> resolved;

	private volatile Map<Place, PageMethod> methods = Map.of();

	/**
	 * Create an empty catalog.
	 * @param mappings where controllers are mapped
	 * @param caches where pages are kept
	 * @param tags when each tag was evicted
	 * @param sharing how pages are shared, asked for when a page is not near
	 * @param jitter by what part a {@code ttl} is shortened at most
	 * @param placeholders resolves placeholders in attributes
	 * @param resolved whether the application resolves a parameter of a method itself
	 */
	public PageMethods(Supplier<Stream<RequestMappingInfoHandlerMapping>> mappings, NearCaches caches, Tags tags,
			Supplier<@Nullable Sharing> sharing, DoubleSupplier jitter, StringValueResolver placeholders,
			Predicate<MethodParameter> resolved) {
		this.mappings = mappings;
		this.caches = caches;
		this.tags = tags;
		this.sharing = sharing;
		this.jitter = jitter;
		this.placeholders = placeholders;
		this.resolved = resolved;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<Place, PageMethod> found = new HashMap<>();
		this.mappings.get()
			.forEach((mapping) -> mapping.getHandlerMethods()
				.forEach((info, method) -> learn(mapping, info, method, found)));
		this.methods = Map.copyOf(found);
	}

	private void learn(RequestMappingInfoHandlerMapping mapping, RequestMappingInfo info, HandlerMethod method,
			Map<Place, PageMethod> found) {
		CachePage annotation = method.getMethodAnnotation(CachePage.class);
		if (annotation != null) {
			PageDeclaration declaration = new PageDeclaration(annotation, info, method, this.resolved,
					typeParameter(mapping));
			declaration.check();
			found.put(Place.of(method), declaration.method(this.caches, this.tags, this.sharing,
					this.jitter.getAsDouble(), this.placeholders));
		}
	}

	private static @Nullable String typeParameter(RequestMappingInfoHandlerMapping mapping) {
		ParameterContentNegotiationStrategy strategy = (mapping instanceof RequestMappingHandlerMapping requests)
				? requests.getContentNegotiationManager().getStrategy(ParameterContentNegotiationStrategy.class) : null;
		return (strategy != null) ? strategy.getParameterName() : null;
	}

	@Nullable PageMethod find(HandlerMethod method) {
		return this.methods.get(Place.of(method));
	}

	/**
	 * Where a method is.
	 *
	 * @param type class of the controller
	 * @param method its method
	 */
	private record Place(Class<?> type, Method method) {

		static Place of(HandlerMethod method) {
			return new Place(method.getBeanType(), method.getMethod());
		}

	}

}
