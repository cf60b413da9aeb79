package io.portfolioplatform.cache.page;

import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.security.Principal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.List;

import io.portfolioplatform.cache.CachePage.Scope;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.method.HandlerMethod;

/**
 * What the parameters of a controller method read of its request.
 */
final class PageInputs {

	private static final List<Class<? extends Annotation>> UNKEYED = List.of(CookieValue.class, SessionAttribute.class,
			RequestAttribute.class, RequestBody.class, RequestPart.class);

	private static final List<Class<?>> UNKEYED_TYPES = List.of(HttpSession.class, HttpEntity.class, InputStream.class,
			Reader.class, HttpHeaders.class);

	private static final Set<String> CALLER = Set.of("AuthenticationPrincipal", "CurrentSecurityContext");

	private final Set<String> parameters = new TreeSet<>();

	private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	private final Scope scope;

	private final Predicate<MethodParameter> resolved;

	private @Nullable String open;

	private @Nullable Problem problem;

	private PageInputs(Scope scope, Predicate<MethodParameter> resolved) {
		this.scope = scope;
		this.resolved = resolved;
	}

	/**
	 * Look at the parameters of a method.
	 * @param resolved whether the application resolves a parameter itself, of no more
	 * than the narrowed request shows
	 */
	static PageInputs of(HandlerMethod method, Scope scope, Predicate<MethodParameter> resolved) {
		PageInputs inputs = new PageInputs(scope, resolved);
		for (MethodParameter parameter : method.getMethodParameters()) {
			parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
			inputs.add(parameter);
		}
		return inputs;
	}

	private void add(MethodParameter parameter) {
		Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
		RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
		RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
		if (isUnkeyed(parameter, type)) {
			this.problem = new Problem("its parameter " + name(parameter) + " reads what does not tell pages apart",
					"Take only path variables, query parameters, headers and the caller, or remove the annotation.");
		}
		else if (this.scope == Scope.PUBLIC && isCaller(parameter, type)) {
			this.problem = new Problem(
					"its parameter " + name(parameter) + " is the caller, and everyone is given its page",
					"Remove the parameter, or the scope.");
		}
		else if (query != null) {
			addQuery(parameter, type, query);
		}
		else if (header != null) {
			this.headers.add(!header.name().isEmpty() ? header.name() : name(parameter));
		}
		else if (type == Locale.class) {
			this.headers.add(HttpHeaders.ACCEPT_LANGUAGE);
		}
		else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
			this.open = name(parameter);
		}
		else if (parameter.getParameterAnnotations().length == 0 && !isOfCaller(parameter)) {
			addUnannotated(parameter, type);
		}
	}

	/**
	 * What the application resolves itself may be of the caller.
	 */
	private boolean isOfCaller(MethodParameter parameter) {
		return this.scope == Scope.PRINCIPAL && this.resolved.test(parameter);
	}

	private static boolean isUnkeyed(MethodParameter parameter, Class<?> type) {
		boolean allHeaders = parameter.hasParameterAnnotation(RequestHeader.class) && Map.class.isAssignableFrom(type);
		return allHeaders || UNKEYED.stream().anyMatch(parameter::hasParameterAnnotation)
				|| UNKEYED_TYPES.stream().anyMatch((unkeyed) -> unkeyed.isAssignableFrom(type));
	}

	private static boolean isCaller(MethodParameter parameter, Class<?> type) {
		return Principal.class.isAssignableFrom(type) || Arrays.stream(parameter.getParameterAnnotations())
			.anyMatch((annotation) -> CALLER.contains(annotation.annotationType().getSimpleName()));
	}

	private void addQuery(MethodParameter parameter, Class<?> type, RequestParam query) {
		if (query.name().isEmpty() && Map.class.isAssignableFrom(type)) {
			this.open = name(parameter);
		}
		else {
			this.parameters.add(!query.name().isEmpty() ? query.name() : name(parameter));
		}
	}

	/**
	 * As Spring does: simple types are query parameters, types of the application are
	 * bound from them, and the rest is the frame of the request.
	 */
	private void addUnannotated(MethodParameter parameter, Class<?> type) {
		if (BeanUtils.isSimpleProperty(type)) {
			this.parameters.add(name(parameter));
		}
		else if (!Principal.class.isAssignableFrom(type) && !isFrame(type)) {
			this.open = name(parameter);
		}
	}

	private static boolean isFrame(Class<?> type) {
		return type.getName().startsWith("org.springframework.") || type.getName().startsWith("jakarta.servlet.")
				|| type.getName().startsWith("java.");
	}

	private static String name(MethodParameter parameter) {
		String name = parameter.getParameterName();
		return (name != null) ? name : "arg" + parameter.getParameterIndex();
	}

	/**
	 * The query parameters that are named.
	 */
	List<String> parameters() {
		return List.copyOf(this.parameters);
	}

	/**
	 * The headers that are named.
	 */
	List<String> headers() {
		return List.copyOf(this.headers);
	}

	/**
	 * The method parameter that reads query parameters without naming them, if any.
	 */
	@Nullable String open() {
		return this.open;
	}

	/**
	 * What is read and must not be, if anything.
	 */
	@Nullable Problem problem() {
		return this.problem;
	}

}
