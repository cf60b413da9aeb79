package io.portfolioplatform.cache.page;

import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.near.Validity;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.HandlerMapping;

/**
 * The tags of a page: text with names of path variables and query parameters in braces,
 * or of the caller. Of a parameter with several values each makes a tag.
 */
final class PageTags {

	/** The most of one page: a request says how many values there are. */
	static final int MOST = 1000;

	private static final String PRINCIPAL = "principal";

	private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

	private final Tags tags;

	private final List<String> patterns;

	private final Map<String, PageQuery> parameters;

	private final boolean ofCaller;

	private PageTags(Tags tags, List<String> patterns, Map<String, PageQuery> parameters, boolean ofCaller) {
		this.tags = tags;
		this.patterns = patterns;
		this.parameters = parameters;
		this.ofCaller = ofCaller;
	}

	/**
	 * Read the tags of a method. They name nothing that does not tell pages apart.
	 * @param variables the path variables
	 * @param parameters the query parameters that tell pages apart, by name
	 * @param ofCaller whether each caller has pages of its own
	 * @throws IllegalArgumentException if one of them is no tag, with the reason as
	 * message
	 */
	static PageTags parse(Tags tags, List<String> patterns, Set<String> variables, Map<String, PageQuery> parameters,
			boolean ofCaller) {
		Set<String> names = new LinkedHashSet<>(variables);
		names.addAll(parameters.keySet());
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
		return new PageTags(tags, patterns, parameters, principal);
	}

	Validity validity(HttpServletRequest request) {
		return this.patterns.isEmpty() ? Validity.ALWAYS : this.tags.validity(of(request));
	}

	/**
	 * Return the tags of a page, one more than {@value #MOST} if there are too many.
	 */
	List<String> of(HttpServletRequest request) {
		return this.patterns.stream().flatMap((pattern) -> expand(pattern, request)).limit(MOST + 1L).toList();
	}

	private Stream<String> expand(String pattern, HttpServletRequest request) {
		List<String> texts = List.of("");
		int end = 0;
		for (Matcher matcher = VARIABLE.matcher(pattern); matcher.find(); end = matcher.end()) {
			String text = pattern.substring(end, matcher.start());
			List<String> values = values(matcher.group(1), request);
			texts = texts.stream()
				.flatMap((before) -> values.stream().map((value) -> before + text + value))
				.limit(MOST + 1L)
				.toList();
		}
		String rest = pattern.substring(end);
		return texts.stream().map((text) -> text + rest);
	}

	private List<String> values(String name, HttpServletRequest request) {
		if (this.ofCaller && name.equals(PRINCIPAL)) {
			return List.of(principal(request));
		}
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		Object value = (variables instanceof Map<?, ?> map) ? map.get(name) : null;
		PageQuery parameter = this.parameters.get(name);
		return (value == null && parameter != null) ? parameter.values(request) : List.of(String.valueOf(value));
	}

	private static String principal(HttpServletRequest request) {
		Principal principal = request.getUserPrincipal();
		return (principal != null) ? principal.getName() : "";
	}

}
