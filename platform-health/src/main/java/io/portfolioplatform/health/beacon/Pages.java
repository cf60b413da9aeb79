package io.portfolioplatform.health.beacon;

import java.util.Collection;
import java.util.List;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The pages that have a name of their own in meters. A browser can claim any page, so all
 * others share one name.
 */
final class Pages {

	private static final String OTHER = "other";

	private final List<PathPattern> patterns;

	Pages(Collection<String> patterns) {
		this.patterns = patterns.stream().map(PathPatternParser.defaultInstance::parse).sorted().toList();
	}

	String nameOf(String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		return this.patterns.stream()
			.filter((pattern) -> pattern.matches(parsed))
			.map(PathPattern::getPatternString)
			.findFirst()
			.orElse(OTHER);
	}

}
