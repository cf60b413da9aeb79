package io.portfolioplatform.perf.autoscale;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.autoscale.StepOfLoad.Moment;

/**
 * Draws users, pods and connections over time, each against its own scale, as SVG.
 */
final class AutoscalePicture {

	private static final int WIDTH = 600;

	private static final int HEIGHT = 110;

	private static final int LEFT = 60;

	private AutoscalePicture() {
	}

	static String svg(List<Moment> moments, int budget) {
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 620\" font-family=\"sans-serif\" font-size=\"12\">\n"
				+ "<rect width=\"680\" height=\"620\" fill=\"#fff\"/>\n"
				+ panel(moments, 0, "users", 1_000, Moment::users, "#595959")
				+ panel(moments, 1, "pods (at most 50)", 50, Moment::pods, "#0b5cad")
				+ panel(moments, 2, "connections that a pod may have", 20, Moment::share, "#8a3b00")
				+ panel(moments, 3, "connections that all pods may have (budget " + budget + ")", budget,
						Moment::connections, "#0b6b2d")
				+ text(LEFT + WIDTH - 90, 610, StepOfLoad.LENGTH / 60 + " minutes") + "</svg>\n";
	}

	private static String panel(List<Moment> moments, int number, String title, double most,
			ToDoubleFunction<Moment> value, String colour) {
		double bottom = 30 + (number + 1) * (HEIGHT + 35) - 20;
		String points = moments.stream()
			.map((moment) -> String.format(Locale.ROOT, "%.0f,%.1f",
					LEFT + (double) WIDTH * moment.second() / StepOfLoad.LENGTH,
					bottom - HEIGHT * value.applyAsDouble(moment) / most))
			.collect(Collectors.joining(" "));
		double highest = moments.stream().mapToDouble(value).max().orElse(0);
		return text(LEFT, bottom - HEIGHT - 6, title)
				+ text(10, bottom - HEIGHT * highest / most + 4, String.format(Locale.ROOT, "%.0f", highest))
				+ String.format(Locale.ROOT, "<path d=\"M%d %.0fV%.0fH%d\" fill=\"none\" stroke=\"#333\"/>%n", LEFT,
						bottom - HEIGHT, bottom, LEFT + WIDTH)
				+ "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n";
	}

	private static String text(double x, double y, String text) {
		return String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\">%s</text>%n", x, y, text);
	}

}
