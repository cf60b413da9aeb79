package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresServer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the script with each strategy, and writes what they did side by side.
 */
public final class FleetCommand {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private FleetCommand() {
	}

	/**
	 * Measure strategies, each from an empty database on, and keep what was measured of
	 * the others with the same settings.
	 * @param settings what the run is about
	 * @param directory where {@code fleet.md} and {@code fleet.json} are or will be
	 * @param strategies the strategies
	 * @throws IOException if a process cannot be started, the pooler does not answer or
	 * the results cannot be written
	 * @throws IllegalArgumentException if what was measured of the others had other
	 * settings
	 */
	public static void run(Settings settings, Path directory, Collection<Strategy> strategies) throws IOException {
		Path file = Files.createDirectories(directory).resolve("fleet.json");
		Map<Strategy, Outcome> outcomes = new EnumMap<>(Strategy.class);
		if (Files.exists(file) && strategies.size() < Strategy.values().length) {
			for (Outcome outcome : read(file)) {
				if (!settings.equals(outcome.settings())) {
					throw new IllegalArgumentException(file + " was measured with other settings: " + outcome.settings()
							+ "; write elsewhere, or measure all strategies");
				}
				outcomes.put(outcome.strategy(), outcome);
			}
		}
		for (Strategy strategy : strategies) {
			outcomes.put(strategy, play(strategy, settings));
			List<Outcome> all = List.copyOf(outcomes.values());
			// What was measured stays, also if the next takes too long.
			Files.writeString(directory.resolve("fleet.md"), table(all));
			JSON.writeValue(file, all);
			System.out.println(table(all));
		}
	}

	static List<Outcome> read(Path file) {
		return JSON.readValue(file, new TypeReference<>() {
		});
	}

	static Outcome play(Strategy strategy, Settings settings) throws IOException {
		try (PostgresServer server = PostgresServer.start();
				PgBouncerServer pooler = PgBouncerServer.start(server, "max_client_conn = " + settings.limit(),
						"default_pool_size = 20")) {
			return Script.run(strategy, settings, pooler, server.createDatabase());
		}
	}

	static String table(List<Outcome> outcomes) {
		Settings settings = outcomes.get(0).settings();
		StringBuilder text = new StringBuilder(
				"| strategy | most sockets | refused | first connection, p99 | pods without one | all of the large fleet hold 2 after | failed uses |\n|---|---|---|---|---|---|---|\n");
		outcomes.forEach((outcome) -> text.append(outcome.row()));
		text.append(String.format(Locale.ROOT,
				"%n%d to %d pods in %d JVMs; PgBouncer accepts %d clients, of which %d are reserved; %d slots; a second of the script takes %d ms.%n",
				settings.small(), settings.large(), settings.workers(), settings.limit(), settings.reserved(),
				settings.slots(), settings.second()));
		text.append("\nMost sockets (refused connections) in each part:\n\n| strategy |");
		outcomes.get(0).phases().forEach((phase) -> text.append(' ').append(phase.name()).append(" |"));
		text.append("\n|---|").append("---|".repeat(outcomes.get(0).phases().size())).append('\n');
		for (Outcome outcome : outcomes) {
			text.append("| ").append(outcome.strategy().label()).append(" |");
			outcome.phases()
				.forEach((phase) -> text
					.append(String.format(Locale.ROOT, " %d (%,d) |", phase.peak(), phase.refused())));
			text.append('\n');
		}
		outcomes.stream()
			.filter((outcome) -> outcome.strategy() == Strategy.LEASED)
			.forEach((leased) -> text.append(goals(settings, leased)));
		outcomes.forEach((outcome) -> text
			.append(String.format(Locale.ROOT, "%nProcess ids, %s: %s. PgBouncer was asked %,d times. On %s.%n",
					outcome.strategy().label(), outcome.pids(), outcome.samples(), outcome.machine())));
		return text.toString();
	}

	private static String goals(Settings settings, Outcome leased) {
		return String.format(Locale.ROOT, """

				To be reached by the leased fleet:

				- at most %d sockets: %d, **%s**
				- no refused connection: %d, **%s**
				- 99 of 100 pods have a first connection within 1 s: %,d ms, **%s**
				- every pod of the large fleet holds 2 within %.0f s: %.1f s, **%s**
				""", settings.capacity(), leased.peak(), verdict(leased.peak() <= settings.capacity()),
				leased.refused(), verdict(leased.refused() == 0), leased.firstMillis(0.99),
				verdict(leased.never() == 0 && leased.firstMillis(0.99) <= 1_000),
				settings.seconds(15).toMillis() / 1e3, leased.floorSeconds(),
				verdict(leased.floorSeconds() <= settings.seconds(15).toMillis() / 1e3));
	}

	private static String verdict(boolean reached) {
		return reached ? "reached" : "not reached";
	}

}
