package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property of {@code platform.ratelimit} that does not exist, and the nearest one
 * that does. It comes before Boot's own analyzer, which knows no nearest one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownRateLimitPropertyFailureAnalyzer
		extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName
		.of(PlatformRateLimitProperties.PREFIX);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationPropertyName> unknown = cause.getUnboundProperties()
			.stream()
			.map((property) -> property.getName())
			.filter(PREFIX::isAncestorOf)
			.toList();
		if (unknown.isEmpty()) {
			return null;
		}
		String names = unknown.stream().map((name) -> "\n    " + name).collect(Collectors.joining());
		String cures = unknown.stream()
			.map((name) -> NearestProperty.of(name, PREFIX, PlatformRateLimitProperties.class))
			.distinct()
			.map((nearest) -> "Write " + nearest.name() + ", or remove it. There are " + nearest.known() + ".")
			.collect(Collectors.joining(" "));
		return new FailureAnalysis("There is no such property:\n" + names, cures, cause);
	}

}
