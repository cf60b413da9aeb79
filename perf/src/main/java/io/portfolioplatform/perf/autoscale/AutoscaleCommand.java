package io.portfolioplatform.perf.autoscale;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.portfolioplatform.perf.autoscale.StepOfLoad.Moment;
import org.yaml.snakeyaml.Yaml;

/**
 * Plays a step from 100 to 1,000 users through the shipped autoscaler, and draws pods and
 * connections.
 */
public final class AutoscaleCommand {

	// An expensive page each second for every user; a pod is ready after 40 s.
	private static final StepOfLoad LOAD = new StepOfLoad(100, 1_000, 1, 0.01, 0.5, 2, 40, 3);

	private static final int BUDGET = 188;

	private AutoscaleCommand() {
	}

	/**
	 * Play, and write {@code autoscale.md} and {@code autoscale.svg}.
	 * @param manifest the HorizontalPodAutoscaler
	 * @param directory where to write
	 * @throws IOException if a file cannot be read or written
	 */
	public static void run(Path manifest, Path directory) throws IOException {
		Object document;
		try (Reader reader = Files.newBufferedReader(manifest)) {
			document = Objects.requireNonNull(new Yaml().load(reader), "The manifest is empty");
		}
		List<Moment> moments = LOAD.play(Scaling.of(document));
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("autoscale.svg"), AutoscalePicture.svg(moments, BUDGET));
		Files.writeString(directory.resolve("autoscale.md"), table(moments));
		System.out.println(table(moments));
	}

	static String table(List<Moment> moments) {
		StringBuilder text = new StringBuilder("""
				| second | users | pods | ready | CPU use | connections |
				|---|---|---|---|---|---|
				""");
		Moment shown = new Moment(-1, 0, 0, 0, 0, 0);
		for (Moment moment : moments) {
			if (moment.pods() != shown.pods() || moment.users() != shown.users()) {
				text.append(String.format(Locale.ROOT, "| %d | %,d | %d | %d | %.0f %% | %d |%n", moment.second(),
						moment.users(), moment.pods(), moment.ready(), 100 * moment.use(), moment.connections()));
				shown = moment;
			}
		}
		return text.append(String.format(Locale.ROOT,
				"%nComputed, not measured: 10 ms of CPU and a request a second for each user, pods of half a core"
						+ " that are ready after %d s and have %d connections each, of %d.%n",
				LOAD.startSeconds(), LOAD.share(), BUDGET))
			.toString();
	}

}
