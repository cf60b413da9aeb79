package io.portfolioplatform.perf.footprint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Growth in a picture whose axes are both logarithmic, so that a power law is a straight
 * line as steep as its exponent.
 */
final class GrowthPicture {

	private static final int DECADE = 110;

	private static final int LEFT = 60;

	private static final int BOTTOM = 360;

	private static final int WIDTH = 5 * DECADE;

	private static final List<String> COLOURS = List.of("#0b5cad", "#8a3b00", "#0b6b2d");

	private GrowthPicture() {
	}

	static String svg(String title, List<Growth> all) {
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 410" font-family="sans-serif" font-size="12">
				<rect width="760" height="410" fill="#fff"/>
				<path d="M%d 30V%dH%d" fill="none" stroke="#333"/>
				""", LEFT, BOTTOM, LEFT + WIDTH));
		svg.append(text(LEFT, 20, title + ", in ms"));
		for (int power = 0; power <= 5; power++) {
			svg.append(text(LEFT + power * DECADE - 6, BOTTOM + 18,
					String.format(Locale.ROOT, "%,d", (long) Math.pow(10, power))));
		}
		for (int power = 0; power <= 2; power++) {
			svg.append(text(20, BOTTOM - power * DECADE + 4, Integer.toString((int) Math.pow(10, power))));
		}
		for (int i = 0; i < all.size(); i++) {
			svg.append(line(all.get(i), COLOURS.get(i % COLOURS.size())));
		}
		return svg.append("</svg>\n").toString();
	}

	private static String line(Growth growth, String colour) {
		String points = growth.points().stream().map(GrowthPicture::point).collect(Collectors.joining(" "));
		Growth.Point last = growth.points().get(growth.points().size() - 1);
		return "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n"
				+ text(x(last) + 8, y(last) + 4,
						String.format(Locale.ROOT, "%s (exponent %.2f)", growth.what(), growth.exponent()));
	}

	private static String point(Growth.Point point) {
		return String.format(Locale.ROOT, "%.1f,%.1f", x(point), y(point));
	}

	private static double x(Growth.Point point) {
		return LEFT + DECADE * point.logCount();
	}

	private static double y(Growth.Point point) {
		return BOTTOM - DECADE * Math.max(0, point.logMillis());
	}

	private static String text(double x, double y, String text) {
		return String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\">%s</text>%n", x, y, text);
	}

}
