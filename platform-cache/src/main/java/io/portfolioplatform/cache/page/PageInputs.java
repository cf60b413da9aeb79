package io.portfolioplatform.cache.page;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.portfolioplatform.cache.CachePage.Scope;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.ui.Model;
import org.springframework.ui.ModelMap;
import org.springframework.util.StringValueResolver;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.accept.SemanticApiVersionParser;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.bind.support.SessionStatus;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the parameters of a controller method read of its request.
 */
final class PageInputs {

	private static final List<Class<? extends Annotation>> KEYED = List.of(PathVariable.class, MatrixVariable.class,
			Value.class);

	private static final List<Class<? extends Annotation>> UNKEYED = List.of(CookieValue.class, SessionAttribute.class,
			RequestAttribute.class, RequestBody.class, RequestPart.class);

	/** What Spring MVC makes of the narrowed request, or of none. */
	private static final Set<Class<?>> FRAME = Set.of(ServletRequest.class, HttpServletRequest.class, WebRequest.class,
			NativeWebRequest.class, ServletWebRequest.class, ServletResponse.class, HttpServletResponse.class,
			OutputStream.class, ServletOutputStream.class, Writer.class, PrintWriter.class, HttpMethod.class,
			TimeZone.class, ZoneId.class, Map.class, Model.class, ModelMap.class, RedirectAttributes.class,
			Errors.class, BindingResult.class, SessionStatus.class, UriComponentsBuilder.class,
			ServletUriComponentsBuilder.class);

	/** Other requests and responses are those behind the narrowed ones. */
	private static final List<Class<?>> UNKEYED_TYPES = List.of(HttpSession.class, HttpEntity.class, InputStream.class,
			Reader.class, HttpHeaders.class, ServletRequest.class, ServletResponse.class, MultipartRequest.class,
			MultipartFile.class, Part.class, SemanticApiVersionParser.Version.class);

	/** Belongs to a session, so that callers of one name have several. */
	private static final String CSRF_TOKEN = "org.springframework.security.web.csrf.CsrfToken";

	private final Map<String, PageQuery> queries = new TreeMap<>();

	private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	private final Scope scope;

	private final Predicate<MethodParameter> resolved;

	private final StringValueResolver placeholders;

	private @Nullable String open;

	private @Nullable Problem problem;

	private PageInputs(Scope scope, Predicate<MethodParameter> resolved, StringValueResolver placeholders) {
		this.scope = scope;
		this.resolved = resolved;
		this.placeholders = placeholders;
	}

	/**
	 * Look at the parameters of a method.
	 * @param resolved whether the application resolves a parameter itself, of no more
	 * than the narrowed request shows
	 * @param placeholders resolves placeholders in names and defaults
	 */
	static PageInputs of(HandlerMethod method, Scope scope, Predicate<MethodParameter> resolved,
			StringValueResolver placeholders) {
		PageInputs inputs = new PageInputs(scope, resolved, placeholders);
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
			this.headers.add(name(header.name(), parameter));
		}
		else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
			this.open = name(parameter);
		}
		else if (KEYED.stream().noneMatch(parameter::hasParameterAnnotation) && !isCaller(parameter, type)) {
			addByType(parameter, type);
		}
	}

	private static boolean isUnkeyed(MethodParameter parameter, Class<?> type) {
		boolean allHeaders = parameter.hasParameterAnnotation(RequestHeader.class) && Map.class.isAssignableFrom(type);
		return allHeaders || UNKEYED.stream().anyMatch(parameter::hasParameterAnnotation)
				|| type.getName().equals(CSRF_TOKEN) || (!FRAME.contains(type)
						&& UNKEYED_TYPES.stream().anyMatch((unkeyed) -> unkeyed.isAssignableFrom(type)));
	}

	private static boolean isCaller(MethodParameter parameter, Class<?> type) {
		return Principal.class.isAssignableFrom(type) || isOf("org.springframework.security.", parameter, type);
	}

	/**
	 * Whether a parameter is of a library, by its type or an annotation of either.
	 */
	private static boolean isOf(String library, MethodParameter parameter, Class<?> type) {
		Stream<String> annotations = Stream
			.of(MergedAnnotations.from(parameter.getParameterAnnotations()), MergedAnnotations.from(type))
			.flatMap(MergedAnnotations::stream)
			.map((annotation) -> annotation.getType().getName());
		return Stream.concat(Stream.of(type.getName()), annotations).anyMatch((name) -> name.startsWith(library));
	}

	private void addQuery(MethodParameter parameter, Class<?> type, RequestParam query) {
		if (query.name().isEmpty() && Map.class.isAssignableFrom(type)) {
			this.open = name(parameter);
		}
		else {
			boolean none = query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
			addQuery(name(query.name(), parameter), type,
					none ? null : this.placeholders.resolveStringValue(query.defaultValue()));
		}
	}

	private void addQuery(String name, Class<?> type, @Nullable String standard) {
		boolean list = type.isArray() || Collection.class.isAssignableFrom(type);
		this.queries.put(name, new PageQuery(name, list, standard));
	}

	/**
	 * As Spring does where no annotation says what a parameter is, whatever others it
	 * has: simple types are query parameters, and what neither Spring MVC nor the
	 * application makes is bound from them.
	 */
	private void addByType(MethodParameter parameter, Class<?> type) {
		if (type == Locale.class) {
			this.headers.add(HttpHeaders.ACCEPT_LANGUAGE);
		}
		else if (!FRAME.contains(type) && !isOfCaller(parameter, type)) {
			if (BeanUtils.isSimpleProperty(type) && !this.resolved.test(parameter)) {
				addQuery(name(parameter), type, null);
			}
			else {
				this.open = name(parameter);
			}
		}
	}

	/**
	 * What the application resolves itself may be of the caller. What Spring Data does,
	 * such as the page and the order that are asked for, is of the query.
	 */
	private boolean isOfCaller(MethodParameter parameter, Class<?> type) {
		return this.scope == Scope.PRINCIPAL && this.resolved.test(parameter)
				&& !isOf("org.springframework.data.", parameter, type) && !isOf("com.querydsl.", parameter, type);
	}

	private String name(String named, MethodParameter parameter) {
		String name = this.placeholders.resolveStringValue(named);
		return (name != null && !name.isEmpty()) ? name : name(parameter);
	}

	private static String name(MethodParameter parameter) {
		String name = parameter.getParameterName();
		return (name != null) ? name : "arg" + parameter.getParameterIndex();
	}

	/**
	 * The query parameters that are named.
	 */
	List<String> parameters() {
		return List.copyOf(this.queries.keySet());
	}

	/**
	 * A query parameter, whether a method parameter names it or not.
	 */
	PageQuery query(String name) {
		return this.queries.getOrDefault(name, new PageQuery(name, false, null));
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
