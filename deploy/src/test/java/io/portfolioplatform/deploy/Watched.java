package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics that rules and dashboards speak of.
 */
final class Watched {

	private static final Pattern METRIC = Pattern
		.compile("\\b(?:cache|hikaricp|http|jvm|nginx|pg|pgbouncer|platform|portfolio|process|redis|slo)[_:][\\w:]+");

	private static final Pattern NAME = Pattern.compile("(?m)^[a-zA-Z_:][\\w:]*");

	private Watched() {
	}

	static Set<String> metrics() throws IOException {
		Set<String> metrics = new TreeSet<>();
		Document alerts = Document.parse(Files.readString(Path.of("monitoring/alerts.yml"))).get(0);
		for (Document rule : alerts.parts("$.groups[*].rules[*]")) {
			metrics.addAll(metricsOf(rule.text("$.expr")));
		}
		for (Document target : dashboard().parts("$.panels[*].targets[*]")) {
			metrics.addAll(metricsOf(target.text("$.expr")));
		}
		return metrics;
	}

	static Document dashboard() throws IOException {
		return Document.json(Files.readString(Path.of("monitoring/grafana/dashboards/portfolio.json")));
	}

	/**
	 * Read what {@code promtool query instant} prints.
	 * @param output its output, one line per series
	 * @return the names of the series
	 */
	static Set<String> names(String output) {
		return NAME.matcher(output).results().map(MatchResult::group).collect(Collectors.toSet());
	}

	private static Set<String> metricsOf(String expression) {
		return METRIC.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
	}

}
