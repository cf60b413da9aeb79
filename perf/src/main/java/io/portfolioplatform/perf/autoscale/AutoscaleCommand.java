package io.portfolioplatform.perf.autoscale;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.portfolioplatform.perf.autoscale.StepOfLoad.Moment;
import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Picture;
import org.yaml.snakeyaml.Yaml;

/**
 * Plays a step from 100 to 1,000 users through the shipped autoscaler, and draws pods and
 * connections.
 */
public final class AutoscaleCommand {

	private static final int START_SECONDS = 40;

	private AutoscaleCommand() {
	}

	/**
	 * Play, and write {@code autoscale.md} and {@code autoscale.png}.
	 * @param manifest the HorizontalPodAutoscaler
	 * @param directory where to write
	 * @throws IOException if a file cannot be read or written
	 */
	public static void run(Path manifest, Path directory) throws IOException {
		Budget budget = budget(manifest);
		List<Moment> moments = play(manifest, budget);
		Files.createDirectories(directory);
		new Picture("When the load grows tenfold", "seconds", "connections, pods, hundreds of users")
			.limit("budget of connections", 0, StepOfLoad.LENGTH, budget.capacity())
			.line("connections of all pods", moments, Moment::second, Moment::connections)
			.line("connections of a pod", moments, Moment::second, Moment::share)
			.line("pods", moments, Moment::second, Moment::pods)
			.line("users / 100", moments, Moment::second, (moment) -> moment.users() / 100.0)
			.save(directory.resolve("autoscale.png"));
		String report = table(moments, budget) + "\nComputed with " + Machine.commit() + ".\n";
		Files.writeString(directory.resolve("autoscale.md"), report);
		System.out.println(report);
	}

	/** An expensive page each second for every user. */
	static List<Moment> play(Path manifest, Budget budget) throws IOException {
		return new StepOfLoad(100, 1_000, 1, 0.01, 0.5, 2, START_SECONDS, budget).play(Scaling.of(read(manifest)));
	}

	static Budget budget(Path manifest) throws IOException {
		try (Reader reader = Files.newBufferedReader(manifest.resolveSibling("backend.env"))) {
			return Budget.of(reader);
		}
	}

	private static Object read(Path file) throws IOException {
		try (Reader reader = Files.newBufferedReader(file)) {
			return Objects.requireNonNull(new Yaml().load(reader), "The manifest is empty");
		}
	}

	static String table(List<Moment> moments, Budget budget) {
		StringBuilder text = new StringBuilder("""
				| second | users | pods | ready | CPU use | connections of a pod | of all |
				|---|---|---|---|---|---|---|
				""");
		Moment shown = new Moment(-1, 0, 0, 0, 0, 0);
		for (Moment moment : moments) {
			if (moment.pods() != shown.pods() || moment.users() != shown.users()) {
				text.append(String.format(Locale.ROOT, "| %d | %,d | %d | %d | %.0f %% | %d | %d |%n", moment.second(),
						moment.users(), moment.pods(), moment.ready(), 100 * moment.use(), moment.share(),
						moment.connections()));
				shown = moment;
			}
		}
		return text.append(String.format(Locale.ROOT,
				"%nComputed, not measured: 10 ms of CPU and a request a second for each user, pods of half a core"
						+ " that are ready after %d s. A pod leases its share of %d connections, less %d kept for each of %d slots without a pod.%n",
				START_SECONDS, budget.capacity(), budget.floor(), budget.slots()))
			.toString();
	}

}
