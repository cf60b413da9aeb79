package io.portfolioplatform.perf.health;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Picture;
import tools.jackson.databind.json.JsonMapper;

/**
 * Offers one route more and more requests a second, with and without shedding, and draws
 * what of it was answered in time. Server and load have a core each where there are two.
 */
public final class Shedding {

	private static final double[] LOADS = { 0.5, 0.75, 1, 1.5, 2, 3 };

	private static final String SWITCH = "--platform.health.shedding.enabled=";

	private final int seconds;

	/**
	 * Create the measurement.
	 * @param seconds how long each load lasts, with as much again to settle before it
	 */
	public Shedding(int seconds) {
		this.seconds = seconds;
	}

	/**
	 * Measure and write {@code shedding.json}, {@code .md} and {@code .png}.
	 * @param directory where to
	 * @throws IOException if a server does not start or nothing can be written
	 */
	public void run(Path directory) throws IOException {
		List<Step> steps = new ArrayList<>();
		// All cores, before this process gives some of them away.
		String machine = Machine.describe();
		Cores.pinThisProcess();
		try (ShopProcess with = ShopProcess.start(SWITCH + true);
				ShopProcess without = ShopProcess.start(SWITCH + false)) {
			for (double load : LOADS) {
				steps.add(step(load, with, without));
				System.out.println(row(steps.get(steps.size() - 1)));
			}
		}
		Files.createDirectories(directory);
		JsonMapper.builder().build().writeValue(directory.resolve("shedding.json"), steps);
		Files.writeString(directory.resolve("shedding.md"), table(steps, machine));
		new Picture("Answers within 500 ms of a route that carries " + Shop.CAPACITY + " a second",
				"requests offered a second", "answers a second")
			.line("with shedding", steps, Step::offered, (step) -> step.with().goodput())
			.line("without", steps, Step::offered, (step) -> step.without().goodput())
			.save(directory.resolve("shedding.png"));
		System.out.println(table(steps, machine));
	}

	private Step step(double load, ShopProcess with, ShopProcess without) {
		int offered = (int) (load * Shop.CAPACITY);
		return new Step(offered, measure(with.uri(), offered), measure(without.uri(), offered));
	}

	private Load.Outcome measure(URI uri, int rate) {
		Load.offer(uri, rate, this.seconds);
		return Load.offer(uri, rate, this.seconds);
	}

	static String table(List<Step> steps, String machine) {
		StringBuilder text = new StringBuilder("""
				| offered | with: in time | p95 | refused | median of a refusal | lost | without: in time | p95 | lost |
				|---|---|---|---|---|---|---|---|---|
				""");
		steps.forEach((step) -> text.append(row(step)).append('\n'));
		double peak = steps.stream().mapToDouble((step) -> step.with().goodput()).max().orElse(Double.NaN);
		double last = steps.get(steps.size() - 1).with().goodput();
		return text.append(String.format(Locale.ROOT,
				"%nPer second, on a route that carries %d a second; in time is within %d ms. Lost is what had"
						+ " no answer within %d ms, or an error; p95 is of all that was not refused, the lost taken"
						+ " for that long. At three times its capacity %.0f %% of the peak remains with shedding.%nOn %s.%n",
				Shop.CAPACITY, Load.IN_TIME.toMillis(), Load.PATIENCE.toMillis(), 100 * last / peak, machine))
			.toString();
	}

	static String row(Step step) {
		Load.Outcome with = step.with();
		Load.Outcome without = step.without();
		String refusal = Double.isNaN(with.refusalMillis()) ? "none"
				: String.format(Locale.ROOT, "%.1f ms", with.refusalMillis());
		return String.format(Locale.ROOT, "| %d | %.0f | %s | %.0f | %s | %.1f | %.0f | %s | %.1f |", step.offered(),
				with.goodput(), p95(with), with.refused(), refusal, with.lost(), without.goodput(), p95(without),
				without.lost());
	}

	private static String p95(Load.Outcome outcome) {
		if (Double.isNaN(outcome.p95Millis())) {
			return "none";
		}
		return (outcome.p95Millis() < Load.PATIENCE.toMillis())
				? String.format(Locale.ROOT, "%.0f ms", outcome.p95Millis())
				: "more than " + Load.PATIENCE.toMillis() + " ms";
	}

	/**
	 * One load.
	 *
	 * @param offered requests a second
	 * @param with what came of it with shedding
	 * @param without what came of it without
	 */
	record Step(int offered, Load.Outcome with, Load.Outcome without) {

	}

}
