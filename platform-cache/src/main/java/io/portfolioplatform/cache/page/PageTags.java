package io.portfolioplatform.cache.page;

import java.security.Principal;
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

	/**
	 * The name of the principal.
	 */
	static final String PRINCIPAL = "principal";

	private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

	private final Tags tags;

	private final List<String> patterns;

	private PageTags(Tags tags, List<String> patterns) {
		this.tags = tags;
		this.patterns = patterns;
	}

	/**
	 * Read the tags of a method.
	 * @throws IllegalArgumentException if one of them is no tag, with the reason as
	 * message
	 */
	static PageTags parse(Tags tags, List<String> patterns, Set<String> variables) {
		for (String pattern : patterns) {
			if (pattern.isBlank()) {
				throw new IllegalArgumentException("is empty");
			}
			VARIABLE.matcher(pattern).results().map((match) -> match.group(1)).forEach((name) -> {
				if (!variables.contains(name)) {
					throw new IllegalArgumentException("names {" + name + "}: there are " + variables);
				}
			});
		}
		return new PageTags(tags, patterns);
	}

	Validity validity(HttpServletRequest request) {
		return this.patterns.isEmpty() ? Validity.ALWAYS : this.tags.validity(of(request));
	}

	List<String> of(HttpServletRequest request) {
		return this.patterns.stream().map((pattern) -> expand(pattern, request)).toList();
	}

	private static String expand(String pattern, HttpServletRequest request) {
		return VARIABLE.matcher(pattern)
			.replaceAll((match) -> Matcher.quoteReplacement(String.valueOf(value(match.group(1), request))));
	}

	private static @Nullable Object value(String name, HttpServletRequest request) {
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		Object value = (variables instanceof Map<?, ?> map) ? map.get(name) : null;
		if (value == null) {
			value = request.getParameter(name);
		}
		return (value == null && name.equals(PRINCIPAL)) ? principal(request) : value;
	}

	private static String principal(HttpServletRequest request) {
		Principal principal = request.getUserPrincipal();
		return (principal != null) ? principal.getName() : "";
	}

}
