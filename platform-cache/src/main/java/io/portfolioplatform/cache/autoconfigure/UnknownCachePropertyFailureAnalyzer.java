package io.portfolioplatform.cache.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

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

	private static final List<String> TOP = names(PlatformCacheProperties.class);

	private static final Map<String, List<String>> GROUPS = Arrays
		.stream(PlatformCacheProperties.class.getRecordComponents())
		.filter((component) -> component.getType().isRecord())
		.collect(
				Collectors.toMap(UnknownCachePropertyFailureAnalyzer::name, (component) -> names(component.getType())));

	private static final List<String> CACHE = names(PlatformCacheProperties.Cache.class);

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
		boolean ofGroup = GROUPS.containsKey(group) && unknown.getNumberOfElements() > 3;
		int wrong = ofCache ? 4 : ofGroup ? 3 : 2;
		List<String> valid = ofCache ? CACHE : ofGroup ? GROUPS.getOrDefault(group, TOP) : TOP;
		if (wrong >= unknown.getNumberOfElements()) {
			return "Write " + unknown + "." + CACHE.get(0) + " or another setting of " + CACHE + ".";
		}
		String text = unknown.getElement(wrong, ConfigurationPropertyName.Form.DASHED);
		return "Write " + unknown.chop(wrong).append(nearest(text, valid)) + ", or remove it. There are " + valid + ".";
	}

	private static String nearest(String text, List<String> valid) {
		return valid.stream().min(Comparator.comparingInt((candidate) -> distance(text, candidate))).orElseThrow();
	}

	/**
	 * The edit distance by Levenshtein.
	 */
	private static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int replaced = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[right.length()];
	}

}
