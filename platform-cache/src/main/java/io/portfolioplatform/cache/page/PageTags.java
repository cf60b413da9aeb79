package io.portfolioplatform.cache.page;

import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.near.Validity;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerMapping;

/**
 * The tags of a page: text with names of path variables and query parameters in braces,
 * or of the caller.
 */
final class PageTags {

	private static final String PRINCIPAL = "principal";

	private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

	private final Tags tags;

	private final List<String> patterns;

	private final Set<String> parameters;

	private final boolean ofCaller;

	private PageTags(Tags tags, List<String> patterns, Set<String> parameters, boolean ofCaller) {
		this.tags = tags;
		this.patterns = patterns;
		this.parameters = parameters;
		this.ofCaller = ofCaller;
	}

	/**
	 * Read the tags of a method. They name nothing that does not tell pages apart.
	 * @param variables the path variables
	 * @param parameters the query parameters that tell pages apart
	 * @param ofCaller whether each caller has pages of its own
	 * @throws IllegalArgumentException if one of them is no tag, with the reason as
	 * message
	 */
	static PageTags parse(Tags tags, List<String> patterns, Set<String> variables, List<String> parameters,
			boolean ofCaller) {
		Set<String> names = new LinkedHashSet<>(variables);
		names.addAll(parameters);
		boolean principal = ofCaller && names.add(PRINCIPAL);
		for (String pattern : patterns) {
			if (pattern.isBlank()) {
				throw new IllegalArgumentException("is empty");
			}
			VARIABLE.matcher(pattern).results().map((match) -> match.group(1)).forEach((name) -> {
				if (!names.contains(name)) {
					throw new IllegalArgumentException("names {" + name + "}: there are " + names);
				}
			});
		}
		return new PageTags(tags, patterns, Set.copyOf(parameters), principal);
	}

	Validity validity(HttpServletRequest request) {
		return this.patterns.isEmpty() ? Validity.ALWAYS : this.tags.validity(of(request));
	}

	List<String> of(HttpServletRequest request) {
		return this.patterns.stream().map((pattern) -> expand(pattern, request)).toList();
	}

	private String expand(String pattern, HttpServletRequest request) {
		return VARIABLE.matcher(pattern)
			.replaceAll((match) -> Matcher.quoteReplacement(String.valueOf(value(match.group(1), request))));
	}

	private @Nullable Object value(String name, HttpServletRequest request) {
		if (this.ofCaller && name.equals(PRINCIPAL)) {
			return principal(request);
		}
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		Object value = (variables instanceof Map<?, ?> map) ? map.get(name) : null;
		return (value == null && this.parameters.contains(name)) ? request.getParameter(name) : value;
	}

	private static String principal(HttpServletRequest request) {
		Principal principal = request.getUserPrincipal();
		return (principal != null) ? principal.getName() : "";
	}

}
