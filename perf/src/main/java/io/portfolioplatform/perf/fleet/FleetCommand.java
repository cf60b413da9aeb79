package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.portfolioplatform.perf.micro.Machine;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the script with each strategy, and writes what they did side by side.
 */
public final class FleetCommand {

	private FleetCommand() {
	}

	/**
	 * Measure every strategy.
	 * @param settings what the run is about
	 * @param directory where to write {@code fleet.md} and {@code fleet.json}
	 * @throws IOException if a process cannot be started or the results not be written
	 * @throws IOException if the pooler does not answer
	 */
	public static void run(Settings settings, Path directory) throws IOException {
		List<Outcome> outcomes = new ArrayList<>();
		for (Strategy strategy : Strategy.values()) {
			outcomes.add(play(strategy, settings));
		}
		String table = table(settings, outcomes);
		System.out.println(table);
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("fleet.md"), table);
		JsonMapper.builder().build().writeValue(directory.resolve("fleet.json"), outcomes);
	}

	static Outcome play(Strategy strategy, Settings settings) throws IOException {
		try (PostgresServer server = PostgresServer.start();
				PgBouncerServer pooler = PgBouncerServer.start(server, "max_client_conn = " + settings.limit(),
						"default_pool_size = 20")) {
			return Script.run(strategy, settings, pooler, server.createDatabase());
		}
	}

	private static String table(Settings settings, List<Outcome> outcomes) {
		StringBuilder text = new StringBuilder(
				"| strategy | most sockets | refused | first connection, p99 | pods without one | all of the large fleet hold 2 after | failed uses |\n|---|---|---|---|---|---|---|\n");
		outcomes.forEach((outcome) -> text.append(outcome.row(settings)));
		text.append(String.format(Locale.ROOT,
				"%n%d to %d pods in %d JVMs; PgBouncer accepts %d clients, of which %d are reserved; %d slots; a second of the script takes %d ms; %s.%n",
				settings.small(), settings.large(), settings.workers(), settings.limit(), settings.reserved(),
				settings.slots(), settings.second(), Machine.describe()));
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
		outcomes.forEach((outcome) -> text
			.append(String.format(Locale.ROOT, "%nProcess ids, %s: %s. PgBouncer was asked %,d times.%n",
					outcome.strategy().label(), outcome.pids(), outcome.samples())));
		return text.toString();
	}

}
