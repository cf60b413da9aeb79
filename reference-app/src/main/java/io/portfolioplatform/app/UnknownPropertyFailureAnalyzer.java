package io.portfolioplatform.app;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property of {@code portfolio} that does not exist, and the nearest one that
 * does. It comes before Boot's own analyzer, which knows no nearest one and prints the
 * value, and that may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationPropertiesBindException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("portfolio");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ConfigurationPropertiesBindException cause) {
		UnboundConfigurationPropertiesException unbound = findCause(cause,
				UnboundConfigurationPropertiesException.class);
		ConfigurationPropertyName group = ConfigurationPropertyName.of(cause.getAnnotation().prefix());
		if (unbound == null || !(PREFIX.equals(group) || PREFIX.isAncestorOf(group))) {
			return null;
		}
		List<ConfigurationPropertyName> unknown = unbound.getUnboundProperties()
			.stream()
			.map((property) -> property.getName())
			.toList();
		return new FailureAnalysis(
				"There is no such property:\n"
						+ unknown.stream().map((name) -> "\n    " + name).collect(Collectors.joining()),
				unknown.stream()
					.map((name) -> "Write " + nearest(name, group, cause.getBeanType()) + ", or remove it.")
					.distinct()
					.collect(Collectors.joining(" ")),
				cause);
	}

	private static String nearest(ConfigurationPropertyName unknown, ConfigurationPropertyName group, Class<?> type) {
		String wrong = unknown.getElement(group.getNumberOfElements(), Form.UNIFORM);
		return IntStream.iterate(0, (distance) -> distance + 1)
			.mapToObj((distance) -> PropertyMatches.forField(wrong, type, distance).getPossibleMatches())
			.flatMap(Arrays::stream)
			.map((field) -> group.append(DataObjectPropertyName.toDashedForm(field)).toString())
			.findFirst()
			.orElseThrow();
	}

}
