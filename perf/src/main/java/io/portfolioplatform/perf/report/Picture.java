package io.portfolioplatform.perf.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of what was measured: lines over one axis, drawn by XChart, as PNG.
 */
public final class Picture {

	private static final int MOST_MARKERS = 30;

	private final XYChart chart;

	/**
	 * Create a picture without lines.
	 * @param title what it shows
	 * @param across what goes from left to right, with its unit
	 * @param up what goes from below to above, with its unit
	 */
	public Picture(String title, String across, String up) {
		this.chart = new XYChartBuilder().width(800).height(420).title(title).xAxisTitle(across).yAxisTitle(up).build();
		this.chart.getStyler()
			.setLegendPosition(Styler.LegendPosition.OutsideS)
			.setLegendLayout(Styler.LegendLayout.Horizontal)
			.setChartBackgroundColor(Color.WHITE);
		this.chart.getStyler().setYAxisMin(0.0).setXAxisDecimalPattern("#,###").setYAxisDecimalPattern("#,##0.##");
	}

	/**
	 * Make both axes logarithmic, so that a power law is a straight line as steep as its
	 * exponent.
	 * @return this picture
	 */
	public Picture logarithmic() {
		this.chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setYAxisMin((Double) null);
		return this;
	}

	/**
	 * Add a line.
	 * @param name what it is
	 * @param points what was measured, at least one
	 * @param across how far right each is
	 * @param up how high each is
	 * @param <T> type of a measurement
	 * @return this picture
	 */
	public <T> Picture line(String name, Collection<? extends T> points, ToDoubleFunction<? super T> across,
			ToDoubleFunction<? super T> up) {
		this.chart
			.addSeries(name, points.stream().mapToDouble(across).toArray(), points.stream().mapToDouble(up).toArray())
			.setMarker((points.size() > MOST_MARKERS) ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
		return this;
	}

	/**
	 * Add a line that is not to be crossed.
	 * @param name what it is
	 * @param from where it begins
	 * @param to where it ends
	 * @param height how high it is
	 * @return this picture
	 */
	public Picture limit(String name, double from, double to, double height) {
		this.chart.addSeries(name, new double[] { from, to }, new double[] { height, height })
			.setMarker(SeriesMarkers.NONE)
			.setLineColor(Color.BLACK)
			.setLineStyle(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] { 8, 8 }, 0));
		return this;
	}

	/**
	 * Draw it.
	 * @return the PNG's bytes
	 */
	public byte[] png() {
		try {
			return BitmapEncoder.getBitmapBytes(this.chart, BitmapFormat.PNG);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Draw it into a file.
	 * @param file which
	 * @throws IOException if it cannot be written
	 */
	public void save(Path file) throws IOException {
		Files.write(file, png());
	}

}
