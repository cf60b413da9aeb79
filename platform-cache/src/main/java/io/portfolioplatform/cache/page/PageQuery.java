package io.portfolioplatform.cache.page;

import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A query parameter that tells pages apart.
 *
 * @param name its name
 * @param list whether the method takes several values of it
 * @param standard the value that the method is given where a request has none
 */
record PageQuery(String name, boolean list, @Nullable String standard) {

	/**
	 * Return what a request says for a name, where Spring looks for it.
	 */
	static String @Nullable [] given(HttpServletRequest request, String name) {
		String[] values = request.getParameterValues(name);
		return (values != null) ? values : request.getParameterValues(name + "[]");
	}

	/**
	 * Return each value that the method is given, as Spring finds them.
	 */
	List<String> values(HttpServletRequest request) {
		String[] given = given(request, this.name);
		boolean none = given == null || (given.length == 1 && given[0].isEmpty());
		if (none && this.standard != null) {
			given = new String[] { this.standard };
		}
		if (given == null) {
			return List.of("null");
		}
		if (this.list && given.length == 1) {
			String[] parts = StringUtils.commaDelimitedListToStringArray(given[0]);
			return (parts.length > 0) ? Arrays.stream(parts).map(String::strip).toList() : List.of("");
		}
		return List.of(given);
	}

}
