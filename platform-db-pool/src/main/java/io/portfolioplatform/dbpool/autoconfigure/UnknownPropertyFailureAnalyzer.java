package io.portfolioplatform.dbpool.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property of {@code platform.db-pool} that does not exist, or that is a mode and
 * empty, and those that there are. It comes before Boot's own analyzer, which would print
 * the value, and that may be a password.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName
		.of(PlatformDbPoolProperties.PREFIX);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<String> known = names(PlatformDbPoolProperties.PREFIX, PlatformDbPoolProperties.class).toList();
		String description = cause.getUnboundProperties()
			.stream()
			.map((property) -> property.getName())
			.filter(PREFIX::isAncestorOf)
			// An empty mode is bound to nothing.
			.map((name) -> known.stream().map(ConfigurationPropertyName::of).anyMatch(name::equals)
					? "'" + name + "' is empty." : "There is no property '" + name + "'.")
			.collect(Collectors.joining(" "));
		if (description.isEmpty()) {
			return null;
		}
		return new FailureAnalysis(description,
				"Correct or remove it. There are:\n\n    " + String.join("\n    ", known), cause);
	}

	private static Stream<String> names(String prefix, Class<?> type) {
		return Stream.of(type.getRecordComponents()).flatMap((component) -> names(prefix, component));
	}

	private static Stream<String> names(String prefix, RecordComponent component) {
		String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
		return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
	}

}
