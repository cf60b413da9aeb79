package io.portfolioplatform.perf.health;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.health.Shedding.Step;

/**
 * Draws offered load against what was answered in time, as SVG.
 */
final class SheddingPicture {

	private static final int WIDTH = 560;

	private static final int HEIGHT = 260;

	private static final int MARGIN = 50;

	private final double most;

	private SheddingPicture(double most) {
		this.most = most;
	}

	static String svg(List<Step> steps) {
		SheddingPicture picture = new SheddingPicture(steps.get(steps.size() - 1).offered());
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="12">
				<rect width="%1$d" height="%2$d" fill="#fff"/>
				<path d="M50 50V310H610" fill="none" stroke="#333"/>
				""", WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN + 10));
		svg.append(text(MARGIN, 25, "Answers within 500 ms a second, of a route that carries " + Shop.CAPACITY));
		svg.append(text(MARGIN + WIDTH / 2 - 60, HEIGHT + 2 * MARGIN, "requests offered a second"));
		for (Step step : steps) {
			svg.append(text(picture.x(step.offered()) - 10, HEIGHT + MARGIN + 18, Integer.toString(step.offered())));
		}
		for (int mark = 0; mark <= Shop.CAPACITY; mark += Shop.CAPACITY / 4) {
			svg.append(text(15, picture.y(mark) + 4, Integer.toString(mark)));
		}
		svg.append(picture.line(steps, (step) -> step.with().goodput(), "#0b6b2d", "with shedding"));
		svg.append(picture.line(steps, (step) -> step.without().goodput(), "#a3161f", "without"));
		return svg.append("</svg>\n").toString();
	}

	private String line(List<Step> steps, ToDoubleFunction<Step> value, String colour, String name) {
		String points = steps.stream()
			.map((step) -> String.format(Locale.ROOT, "%.0f,%.0f", x(step.offered()), y(value.applyAsDouble(step))))
			.collect(Collectors.joining(" "));
		Step last = steps.get(steps.size() - 1);
		return "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n"
				+ text(x(last.offered()) - 90, y(value.applyAsDouble(last)) - 8, name);
	}

	private double x(double offered) {
		return MARGIN + WIDTH * offered / this.most;
	}

	private double y(double answered) {
		return MARGIN + HEIGHT - HEIGHT * answered / (1.2 * Shop.CAPACITY);
	}

	private static String text(double x, double y, String text) {
		return String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\">%s</text>%n", x, y, text);
	}

}
