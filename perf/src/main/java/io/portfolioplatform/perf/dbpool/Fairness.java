package io.portfolioplatform.perf.dbpool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Rounds;
import tools.jackson.databind.json.JsonMapper;

/**
 * 2,000 virtual threads loop on 8 connections, each of which is held for two
 * milliseconds: through the gate and on plain HikariCP in turn. The connections lead to
 * nothing, so that only the queues differ.
 */
public final class Fairness {

	private static final int CONNECTIONS = 8;

	private static final int THREADS = 2_000;

	private static final Duration HOLD = Duration.ofMillis(2);

	private static final double GOAL = 0.1;

	private static final double EQUAL = 0.95;

	private final int seconds;

	private final int rounds;

	/**
	 * Create the measurement.
	 * @param seconds how long each variant is used in each round
	 * @param rounds how many rounds there are
	 */
	public Fairness(int seconds, int rounds) {
		this.seconds = seconds;
		this.rounds = rounds;
	}

	/**
	 * Measure and write {@code pool-fair.json} and {@code .md}.
	 * @param directory where to
	 * @throws IOException if nothing can be written
	 */
	public void run(Path directory) throws IOException {
		List<Round> measured = new ArrayList<>();
		for (int round = 0; round < this.rounds; round++) {
			measured.add(new Round(loop(HikariDataSource::new), loop(Fairness::gated)));
		}
		Files.createDirectories(directory);
		JsonMapper.builder().build().writeValue(directory.resolve("pool-fair.json"), measured);
		Files.writeString(directory.resolve("pool-fair.md"), table(measured));
		System.out.println(table(measured));
	}

	private Crowd.Outcome loop(Function<HikariConfig, HikariDataSource> start) {
		HikariConfig configuration = new HikariConfig();
		configuration.setDataSource(new Nowhere());
		configuration.setMaximumPoolSize(CONNECTIONS);
		configuration.setConnectionTimeout(Duration.ofMinutes(2).toMillis());
		try (HikariDataSource pool = start.apply(configuration)) {
			return new Crowd(pool, THREADS, HOLD).loop(Duration.ofSeconds(this.seconds));
		}
	}

	/**
	 * The pool as the starter installs it.
	 */
	private static HikariDataSource gated(HikariConfig configuration) {
		return new GatedDataSource(configuration, new Gate(GateSize.of(CONNECTIONS)),
				new TimeLeft(() -> null, Clock.systemUTC()));
	}

	String table(List<Round> measured) {
		double longest = Rounds.median(measured,
				(round) -> round.gated().longestMillis() / round.hikari().longestMillis());
		double throughput = Rounds.median(measured, (round) -> round.gated().uses() / (double) round.hikari().uses());
		long failures = measured.stream()
			.mapToLong((round) -> round.hikari().failures() + round.gated().failures())
			.sum();
		StringBuilder text = new StringBuilder(
				"""
						| round | HikariCP: longest wait | p50 | uses a second | failed | gate: longest wait | p50 | uses a second | failed |
						|---|---|---|---|---|---|---|---|---|
						""");
		for (int i = 0; i < measured.size(); i++) {
			text.append("| ")
				.append(i + 1)
				.append(cells(measured.get(i).hikari()))
				.append(cells(measured.get(i).gated()))
				.append(" |\n");
		}
		return text.append(String.format(Locale.ROOT, """

				- longest wait: at most %.2f times HikariCP's: %.3f, **%s**
				- uses: at least %.2f times HikariCP's: %.2f, **%s**

				%,d virtual threads loop on %d connections for %d s, each held for %d ms. Medians of %d rounds on %s.
				""", GOAL, longest, verdict(longest <= GOAL, failures), EQUAL, throughput,
				verdict(throughput >= EQUAL, failures), THREADS, CONNECTIONS, this.seconds, HOLD.toMillis(),
				measured.size(), Machine.describe()))
			.toString();
	}

	private String cells(Crowd.Outcome outcome) {
		return String.format(Locale.ROOT, " | %,.0f ms | %,.0f ms | %,d | %,d", outcome.longestMillis(),
				outcome.medianMillis(), outcome.uses() / this.seconds, outcome.failures());
	}

	private static String verdict(boolean reached, long failures) {
		if (failures > 0) {
			// The wait of those is in no figure.
			return "not judged, because some had no connection";
		}
		return reached ? "reached" : "not reached";
	}

	/**
	 * Both variants, one after the other.
	 *
	 * @param hikari plain HikariCP
	 * @param gated the same behind the gate
	 */
	record Round(Crowd.Outcome hikari, Crowd.Outcome gated) {

	}

}
