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
		Files.writeString(directory.resolve("shedding.md"), table(steps));
		new Picture("Answers within 500 ms of a route that carries " + Shop.CAPACITY + " a second",
				"requests offered a second", "answers a second")
			.line("with shedding", steps, Step::offered, (step) -> step.with().goodput())
			.line("without", steps, Step::offered, (step) -> step.without().goodput())
			.save(directory.resolve("shedding.png"));
		System.out.println(table(steps));
	}

	private Step step(double load, ShopProcess with, ShopProcess without) {
		int offered = (int) (load * Shop.CAPACITY);
		return new Step(offered, measure(with.uri(), offered), measure(without.uri(), offered));
	}

	private Load.Outcome measure(URI uri, int rate) {
		Load.offer(uri, rate, this.seconds);
		return Load.offer(uri, rate, this.seconds);
	}

	private static String table(List<Step> steps) {
		StringBuilder text = new StringBuilder("""
				| offered | with: in time | p95 of admitted | refused | median of a refusal | without: in time | p95 |
				|---|---|---|---|---|---|---|
				""");
		steps.forEach((step) -> text.append(row(step)).append('\n'));
		double peak = steps.stream().mapToDouble((step) -> step.with().goodput()).max().orElse(Double.NaN);
		double last = steps.get(steps.size() - 1).with().goodput();
		return text.append(String.format(Locale.ROOT,
				"%nPer second, on a route that carries %d a second; in time is within %d ms. At three times its"
						+ " capacity %.0f %% of the peak remains with shedding.%nOn %s.%n",
				Shop.CAPACITY, Load.IN_TIME.toMillis(), 100 * last / peak, Machine.describe()))
			.toString();
	}

	private static String row(Step step) {
		return String.format(Locale.ROOT, "| %d | %.0f | %.0f ms | %.0f | %.1f ms | %.0f | %.0f ms |", step.offered(),
				step.with().goodput(), step.with().p95Millis(), step.with().refused(), step.with().refusalMillis(),
				step.without().goodput(), step.without().p95Millis());
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
