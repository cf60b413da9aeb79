package io.portfolioplatform.health.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property of {@code platform.health} that does not exist, and the nearest one
 * that does. It comes before Boot's own analyzer, which knows no nearest one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownHealthPropertyFailureAnalyzer
		extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName
		.of(PlatformHealthProperties.PREFIX);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<String> unknown = cause.getUnboundProperties()
			.stream()
			.map((property) -> property.getName())
			.filter(PREFIX::isAncestorOf)
			.map(ConfigurationPropertyName::toString)
			.toList();
		if (unknown.isEmpty()) {
			return null;
		}
		List<String> known = names(PlatformHealthProperties.PREFIX, PlatformHealthProperties.class).toList();
		return new FailureAnalysis("There is no property '" + String.join("' and no '", unknown) + "'.",
				unknown.stream()
					.map((name) -> "Write '" + Nearest.of(name, known).orElseThrow() + "', or remove '" + name + "'.")
					.collect(Collectors.joining(" ")),
				cause);
	}

	private static Stream<String> names(String prefix, Class<?> type) {
		return Stream.of(type.getRecordComponents()).flatMap((component) -> names(prefix, component));
	}

	private static Stream<String> names(String prefix, RecordComponent component) {
		String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
		return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
	}

}
