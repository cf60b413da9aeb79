package io.portfolioplatform.cache.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property of {@code platform.cache} that does not exist, and the nearest one
 * that does. It comes before Boot's own analyzer, which knows no nearest one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownCachePropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("platform.cache");

	private static final Map<String, Class<?>> GROUPS = Arrays
		.stream(PlatformCacheProperties.class.getRecordComponents())
		.filter((component) -> component.getType().isRecord())
		.collect(Collectors.toMap(UnknownCachePropertyFailureAnalyzer::name, RecordComponent::getType));

	private static List<String> names(Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).map(UnknownCachePropertyFailureAnalyzer::name).toList();
	}

	private static String name(RecordComponent component) {
		return DataObjectPropertyName.toDashedForm(component.getName());
	}

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
		String cures = unknown.stream().map(this::cure).distinct().collect(Collectors.joining(" "));
		return new FailureAnalysis("There is no such property:\n" + names, cures, cause);
	}

	private String cure(ConfigurationPropertyName unknown) {
		String group = unknown.getElement(2, ConfigurationPropertyName.Form.UNIFORM);
		boolean ofCache = group.equals("caches");
		Class<?> ofGroup = (unknown.getNumberOfElements() > 3) ? GROUPS.get(group) : null;
		Class<?> type = ofCache ? PlatformCacheProperties.Cache.class
				: (ofGroup != null) ? ofGroup : PlatformCacheProperties.class;
		int wrong = ofCache ? 4 : (ofGroup != null) ? 3 : 2;
		List<String> valid = names(type);
		if (wrong >= unknown.getNumberOfElements()) {
			return "Write " + unknown + "." + valid.get(0) + " or another setting of " + valid + ".";
		}
		String text = unknown.getElement(wrong, ConfigurationPropertyName.Form.UNIFORM);
		return "Write " + unknown.chop(wrong).append(nearest(text, type, valid)) + ", or remove it. There are " + valid
				+ ".";
	}

	private static String nearest(String wrong, Class<?> type, List<String> valid) {
		return IntStream.iterate(0, (distance) -> distance + 1)
			.mapToObj((distance) -> PropertyMatches.forField(wrong, type, distance).getPossibleMatches())
			.flatMap(Arrays::stream)
			.map(DataObjectPropertyName::toDashedForm)
			.filter(valid::contains)
			.findFirst()
			.orElseThrow();
	}

}
