package io.portfolioplatform.cache.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.memoize.PositiveDuration;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.ResultCodec;
import io.portfolioplatform.cache.shared.Sharing;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.UriTemplate;

/**
 * A {@link CachePage} annotation where it stands, which is checked before the first
 * request.
 */
final class PageDeclaration {

	private final CachePage annotation;

	private final RequestMappingInfo info;

	private final HandlerMethod method;

	private final Predicate<MethodParameter> resolved;

	private final @Nullable String typeParameter;

	/**
	 * Create a declaration.
	 * @param annotation what it says
	 * @param info where the method is mapped
	 * @param method the method
	 * @param resolved whether the application resolves a parameter of the method itself
	 * @param typeParameter the query parameter that asks for a type of answer, if one
	 * does
	 */
	PageDeclaration(CachePage annotation, RequestMappingInfo info, HandlerMethod method,
			Predicate<MethodParameter> resolved, @Nullable String typeParameter) {
		this.annotation = annotation;
		this.info = info;
		this.method = method;
		this.resolved = resolved;
		this.typeParameter = typeParameter;
	}

	void check() {
		Set<RequestMethod> methods = this.info.getMethodsCondition().getMethods();
		if (!methods.isEmpty() && !methods.contains(RequestMethod.GET) && !methods.contains(RequestMethod.HEAD)) {
			throw invalid("it answers " + methods + ", and only answers to GET and HEAD are remembered",
					"Map it with @GetMapping, or remove the annotation.");
		}
		refuse(PageResult.problem(this.method));
		refuse(PageAccess.problem(this.method));
	}

	private void refuse(@Nullable Problem problem) {
		if (problem != null) {
			throw invalid(problem.reason(), problem.action());
		}
	}

	PageMethod method(NearCaches caches, Tags tags, Supplier<@Nullable Sharing> sharing, double jitter,
			StringValueResolver placeholders) {
		Terms terms = new Terms(ttl(placeholders), Duration.ZERO, Duration.ZERO, jitter);
		PageInputs inputs = inputs(placeholders);
		List<String> parameters = parameters(inputs);
		PageTags pageTags = tags(tags, queries(parameters, inputs));
		NearCache cache = caches.get(cacheName());
		cache.usedBy(this.method.toString(), terms);
		return new PageMethod(this.method.toString(), cache, terms, this.annotation.scope(),
				this.annotation.sameForAll(), this.annotation.clients(), headers(inputs), withType(parameters),
				pageTags, this.annotation.shared() ? sharing : () -> null, codec(cache));
	}

	private ResultCodec codec(NearCache cache) {
		return new ResultCodec(this.method.toString(), new PageFormat(), cache.statistics()::recordUnreadable);
	}

	private Duration ttl(StringValueResolver placeholders) {
		String text = placeholders.resolveStringValue(this.annotation.ttl());
		try {
			return PositiveDuration.parse((text != null) ? text : "");
		}
		catch (IllegalArgumentException ex) {
			throw invalid("ttl \"" + text + "\" is no positive duration with a unit", PositiveDuration.CURE);
		}
	}

	private PageInputs inputs(StringValueResolver placeholders) {
		PageInputs inputs = PageInputs.of(this.method, this.annotation.scope(), this.resolved, placeholders);
		refuse(inputs.problem());
		return inputs;
	}

	private List<String> parameters(PageInputs inputs) {
		List<String> named = List.of(this.annotation.parameters());
		if (named.isEmpty() && inputs.open() != null) {
			throw invalid("its parameter " + inputs.open() + " does not say which query parameters tell pages apart",
					"Name them with parameters.");
		}
		List<String> missing = inputs.parameters().stream().filter((name) -> !named.contains(name)).toList();
		if (!named.isEmpty() && !missing.isEmpty()) {
			throw invalid("it reads the query parameters " + missing + ", which are not among its parameters " + named,
					"Name all of them, or none.");
		}
		return named.isEmpty() ? inputs.parameters() : named.stream().sorted().toList();
	}

	private static Map<String, PageQuery> queries(List<String> parameters, PageInputs inputs) {
		Map<String, PageQuery> queries = new LinkedHashMap<>();
		parameters.forEach((name) -> queries.put(name, inputs.query(name)));
		return queries;
	}

	private List<String> headers(PageInputs inputs) {
		Set<String> headers = new LinkedHashSet<>(inputs.headers());
		headers.addAll(Arrays.asList(this.annotation.headers()));
		if (!producesOneType()) {
			headers.add(HttpHeaders.ACCEPT);
		}
		return new ArrayList<>(headers);
	}

	/**
	 * What chooses the type is seen where the answer is written, as {@code Accept} is.
	 */
	private List<String> withType(List<String> parameters) {
		String type = this.typeParameter;
		if (type == null || producesOneType() || parameters.contains(type)) {
			return parameters;
		}
		return Stream.concat(parameters.stream(), Stream.of(type)).toList();
	}

	private boolean producesOneType() {
		var types = this.info.getProducesCondition().getProducibleMediaTypes();
		return types.size() == 1 && types.iterator().next().isConcrete();
	}

	private String cacheName() {
		String name = this.annotation.name();
		return !name.isEmpty() ? name
				: ClassUtils.getShortName(this.method.getBeanType()) + "." + this.method.getMethod().getName();
	}

	private PageTags tags(Tags tags, Map<String, PageQuery> parameters) {
		Set<String> variables = this.info.getPatternValues()
			.stream()
			.filter(StringUtils::hasText)
			.flatMap((pattern) -> new UriTemplate(pattern).getVariableNames().stream())
			.map((name) -> StringUtils.trimLeadingCharacter(name, '*'))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		try {
			return PageTags.parse(tags, List.of(this.annotation.tags()), variables, parameters,
					this.annotation.scope() == CachePage.Scope.PRINCIPAL);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("a tag of " + Arrays.toString(this.annotation.tags()) + " " + ex.getMessage(),
					"Write text, with path variables, query parameters or the principal such as \"symbol:{symbol}\".");
		}
	}

	private InvalidCachePageException invalid(String reason, String action) {
		return new InvalidCachePageException(this.method.getMethod(), reason, action);
	}

}
