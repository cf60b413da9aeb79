package io.portfolioplatform.health.scorecard;

import java.util.Locale;

/**
 * Writes a report as one page that needs nothing else: no script, no other file. It loads
 * itself again after each step of the scorecard.
 */
public final class ReportPage {

	private ReportPage() {
	}

	/**
	 * Write the page.
	 * @param report what it shows
	 * @return HTML
	 */
	public static String html(Report report) {
		StringBuilder page = new StringBuilder(String.format(Locale.ROOT, """
				<!doctype html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta http-equiv="refresh" content="%d">
				<title>Scorecard: %s</title>
				<style>
				body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; color: #1a1a1a; background: #fff }
				table { border-collapse: collapse }
				th, td { padding: .25rem .75rem; text-align: left; border-bottom: 1px solid #ccc; vertical-align: top }
				td.number { text-align: right; font-variant-numeric: tabular-nums }
				.PASS { color: #0b6b2d } .FAIL { color: #a3161f; font-weight: bold } .UNKNOWN { color: #595959 }
				</style>
				</head>
				<body>
				<h1 class="%2$s">%2$s</h1>
				<p>Over the last %3$s. Slow is longer than %4$s, alerted at %5$s.</p>
				<table>
				<thead><tr><th>Verdict<th>What<th>Of<th>Value<th>Objective<th>Alert<th>Trend<th>Advice</tr></thead>
				<tbody>
				""", Scorecard.STEP.toSeconds(), report.verdict(), report.window(), report.latency(),
				report.latencyAlert()));
		report.scores().forEach((score) -> page.append(row(score)));
		return page.append("</tbody>\n</table>\n</body>\n</html>\n").toString();
	}

	private static String row(Score score) {
		return String.format(Locale.ROOT,
				"<tr><td class=\"%1$s\">%1$s<td>%2$s<td>%3$s<td class=\"number\">%4$s"
						+ "<td class=\"number\">%5$s<td class=\"number\">%6$s<td>%7$s<td>%8$s</tr>%n",
				score.verdict(), score.metric().label(), escape(score.subject()), score.number(),
				score.metric().format(score.objective()), score.metric().format(score.alert()),
				score.trend().name().toLowerCase(Locale.ROOT), escape(score.advice()));
	}

	/**
	 * A subject such as the name of a cache may hold anything.
	 */
	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
