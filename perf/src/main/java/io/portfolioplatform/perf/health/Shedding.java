package io.portfolioplatform.perf.health;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Picture;
import io.portfolioplatform.perf.report.Rounds;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Offers one route more and more requests a second, with and without shedding, and draws
 * what of it was answered in time. Server and load have a core each where there are two.
 */
public final class Shedding {

	private static final double[] LOADS = { 0.5, 0.75, 1, 1.5, 2, 3 };

	private static final String MACHINE = "\nOn ";

	private static final String SWITCH = "--platform.health.shedding.enabled=";

	private final int seconds;

	private final int rounds;

	/**
	 * Create the measurement.
	 * @param seconds how long each load lasts, with as much again to settle before it
	 * @param rounds how often all loads are offered, one after the other
	 */
	public Shedding(int seconds, int rounds) {
		this.seconds = seconds;
		this.rounds = rounds;
	}

	/**
	 * Measure and write {@code shedding.json}, {@code .md} and {@code .png}.
	 * @param directory where to
	 * @throws IOException if a server does not start or nothing can be written
	 */
	public void run(Path directory) throws IOException {
		List<Step> steps = DoubleStream.of(LOADS)
			.mapToObj((load) -> new Step((int) (load * Shop.CAPACITY), new ArrayList<>(), new ArrayList<>()))
			.toList();
		// All cores, before this process gives some of them away.
		String machine = Machine.describe();
		Cores.pinThisProcess();
		try (ShopProcess with = ShopProcess.start(SWITCH + true);
				ShopProcess without = ShopProcess.start(SWITCH + false)) {
			for (int round = 0; round < this.rounds; round++) {
				for (Step step : steps) {
					step.with().add(measure(with.uri(), step.offered()));
					step.without().add(measure(without.uri(), step.offered()));
					System.out.println(row(step));
				}
			}
		}
		Files.createDirectories(directory);
		JsonMapper.builder().build().writeValue(directory.resolve("shedding.json"), steps);
		Files.writeString(directory.resolve("shedding.md"), table(steps, machine));
		new Picture("Answers within 500 ms of a route that carries " + Shop.CAPACITY + " a second",
				"requests offered a second", "answers a second")
			.line("with shedding", steps, Step::offered, (step) -> goodput(step.with()))
			.line("without", steps, Step::offered, (step) -> goodput(step.without()))
			.save(directory.resolve("shedding.png"));
		System.out.println(table(steps, machine));
	}

	private Load.Outcome measure(URI uri, int rate) {
		awaitNobodyWaits(uri);
		Load.offer(uri, rate, this.seconds);
		return Load.offer(uri, rate, this.seconds);
	}

	/** Those whom the load before has left would be served first. */
	private static void awaitNobodyWaits(URI uri) {
		while (Load.offer(uri, 1, 1).goodput() < 1) {
			System.out.println("Requests of before still wait at " + uri);
		}
	}

	/**
	 * Write the table anew whose figures were kept. What it says of the machine stays.
	 * @param directory where both are
	 * @throws IOException if it cannot be read or written
	 */
	public static void writeAnew(Path directory) throws IOException {
		Path figures = directory.resolve("shedding.json");
		if (Files.exists(figures)) {
			List<Step> steps = JsonMapper.builder().build().readValue(figures, new TypeReference<>() {
			});
			Path table = directory.resolve("shedding.md");
			Files.writeString(table, table(steps, machine(Files.readString(table))));
		}
	}

	static String machine(String table) {
		return table.substring(table.indexOf(MACHINE) + MACHINE.length(), table.lastIndexOf('.'));
	}

	static String table(List<Step> steps, String machine) {
		StringBuilder text = new StringBuilder(
				"""
						| offered | with: in time | spread | p95 | refused | median of a refusal | lost | without: in time | spread | p95 | lost |
						|---|---|---|---|---|---|---|---|---|---|---|
						""");
		steps.forEach((step) -> text.append(row(step)).append('\n'));
		double peak = steps.stream().mapToDouble((step) -> goodput(step.with())).max().orElse(Double.NaN);
		double last = goodput(steps.get(steps.size() - 1).with());
		return text.append(String.format(Locale.ROOT,
				"%nMedians of %d rounds, per second, on a route that carries %d a second; in time is within %d ms. Lost is what had"
						+ " no answer within %d ms, or an error; p95 is of all that was not refused, the lost taken"
						+ " for that long. At three times its capacity %.0f %% of the peak remains with shedding."
						+ MACHINE + "%s.%n",
				steps.get(0).with().size(), Shop.CAPACITY, Load.IN_TIME.toMillis(), Load.PATIENCE.toMillis(),
				100 * last / peak, machine))
			.toString();
	}

	static String row(Step step) {
		List<Load.Outcome> with = step.with();
		List<Load.Outcome> without = step.without();
		double refusal = known(with, Load.Outcome::refusalMillis);
		return String.format(Locale.ROOT, "| %d | %.0f | %s | %s | %.0f | %s | %.1f | %.0f | %s | %s | %.1f |",
				step.offered(), goodput(with), Rounds.spread(with, Load.Outcome::goodput), p95(with),
				Rounds.median(with, Load.Outcome::refused),
				Double.isNaN(refusal) ? "none" : String.format(Locale.ROOT, "%.1f ms", refusal),
				Rounds.median(with, Load.Outcome::lost), goodput(without),
				Rounds.spread(without, Load.Outcome::goodput), p95(without),
				Rounds.median(without, Load.Outcome::lost));
	}

	private static double goodput(List<Load.Outcome> rounds) {
		return Rounds.median(rounds, Load.Outcome::goodput);
	}

	private static String p95(List<Load.Outcome> rounds) {
		double p95 = known(rounds, Load.Outcome::p95Millis);
		if (Double.isNaN(p95)) {
			return "none";
		}
		return (p95 < Load.PATIENCE.toMillis()) ? String.format(Locale.ROOT, "%.0f ms", p95)
				: "more than " + Load.PATIENCE.toMillis() + " ms";
	}

	/** The median of those rounds in which there is one. */
	private static double known(List<Load.Outcome> rounds, ToDoubleFunction<Load.Outcome> figure) {
		return Rounds.median(rounds.stream().filter((outcome) -> !Double.isNaN(figure.applyAsDouble(outcome))).toList(),
				figure);
	}

	/**
	 * One load.
	 *
	 * @param offered requests a second
	 * @param with what came of it with shedding, in each round
	 * @param without what came of it without
	 */
	record Step(int offered, List<Load.Outcome> with, List<Load.Outcome> without) {

	}

}
