package io.portfolioplatform.redis.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property of {@code platform.redis} that does not exist, and the nearest one
 * that does. It comes before Boot's own analyzer, which knows no nearest one and prints
 * the value, and that may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownRedisPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("platform.redis");

	private static final ConfigurationPropertyName SSL = PREFIX.append("ssl");

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
			.map(UnknownRedisPropertyFailureAnalyzer::nearest)
			.distinct()
			.map((nearest) -> "Write " + nearest + ", or remove it.")
			.collect(Collectors.joining(" "));
		return new FailureAnalysis("There is no such property:\n" + names, cures, cause);
	}

	private static ConfigurationPropertyName nearest(ConfigurationPropertyName unknown) {
		return SSL.isAncestorOf(unknown) ? nearest(unknown, SSL, PlatformRedisProperties.Ssl.class)
				: nearest(unknown, PREFIX, PlatformRedisProperties.class);
	}

	private static ConfigurationPropertyName nearest(ConfigurationPropertyName unknown,
			ConfigurationPropertyName parent, Class<?> type) {
		String wrong = unknown.getElement(parent.getNumberOfElements(), Form.UNIFORM);
		return IntStream.iterate(0, (distance) -> distance + 1)
			.mapToObj((distance) -> PropertyMatches.forField(wrong, type, distance).getPossibleMatches())
			.flatMap(Arrays::stream)
			.map((field) -> parent.append(DataObjectPropertyName.toDashedForm(field)))
			.findFirst()
			.orElseThrow();
	}

}
