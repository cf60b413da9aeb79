package io.portfolioplatform.redis.diagnostics;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property that does not exist, the nearest one that does, and all that there are
 * at its place. It comes before Boot's own analyzer, which knows no nearest one and
 * prints the value, and that may be a secret, but after those of starters that have their
 * own. The properties are records bound with {@code ignoreUnknownFields = false}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationPropertiesBindException> {

	private final ConfigurationPropertyName prefix;

	/**
	 * Create the analyzer for the properties of all starters.
	 */
	public UnknownPropertyFailureAnalyzer() {
		this("platform");
	}

	/**
	 * Create an analyzer for some properties.
	 * @param prefix what their names begin with, such as {@code shop}; all others are
	 * left to other analyzers
	 */
	protected UnknownPropertyFailureAnalyzer(String prefix) {
		this.prefix = ConfigurationPropertyName.of(prefix);
	}

	@Override
	protected final @Nullable FailureAnalysis analyze(Throwable rootFailure,
			ConfigurationPropertiesBindException cause) {
		UnboundConfigurationPropertiesException unbound = findCause(cause,
				UnboundConfigurationPropertiesException.class);
		ConfigurationPropertyName group = ConfigurationPropertyName.of(cause.getAnnotation().prefix());
		boolean ours = this.prefix.equals(group) || this.prefix.isAncestorOf(group);
		if (unbound == null || !ours || !cause.getBeanType().isRecord()) {
			return null;
		}
		List<ConfigurationPropertyName> unknown = unbound.getUnboundProperties()
			.stream()
			.map((property) -> property.getName())
			.toList();
		String names = unknown.stream().map((name) -> "\n    " + name).collect(Collectors.joining());
		String cures = unknown.stream()
			.map((name) -> NearestProperty.of(name, group, cause.getBeanType()))
			.distinct()
			.map((nearest) -> "Write " + nearest.name() + ", or remove it. There are " + nearest.known() + ".")
			.collect(Collectors.joining(" "));
		return new FailureAnalysis("There is no such property:\n" + names, cures, cause);
	}

}
