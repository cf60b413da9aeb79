package io.portfolioplatform.cache.page;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds access rules on the method itself, which a remembered answer would pass by: it
 * does not call the method.
 */
final class PageAccess {

	private PageAccess() {
	}

	static @Nullable Problem problem(HandlerMethod method) {
		return Stream.of(method.getMethod(), method.getBeanType())
			.map(PageAccess::rule)
			.flatMap(Optional::stream)
			.findFirst()
			.map((rule) -> new Problem(
					"a remembered answer does not call the method, so " + rule + " would not be asked",
					"Move the rule to the security filter chain or to a bean that the method calls, or remove the annotation."))
			.orElse(null);
	}

	private static Optional<String> rule(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY)
			.stream()
			.map(MergedAnnotation::getType)
			.filter((type) -> type.getName().startsWith("org.springframework.security.access.")
					|| type.getName().startsWith("jakarta.annotation.security."))
			.map((type) -> "@" + type.getSimpleName())
			.findFirst();
	}

}
