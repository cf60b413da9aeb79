package io.portfolioplatform.perf.plan;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Prints the plan for several numbers of users as a Markdown table.
 */
public final class PlanCommand {

	private static final List<Integer> USERS = List.of(1_000, 10_000, 100_000, 1_000_000);

	private final Properties settings;

	private PlanCommand(Properties settings) {
		this.settings = settings;
	}

	/**
	 * Print the plan.
	 * @param file properties file with what was measured, what there is and what it costs
	 * @param users numbers of users to plan for; none for a thousand to a million
	 * @return the table
	 * @throws IOException if the file cannot be read
	 * @throws IllegalArgumentException if a property is missing or no number
	 */
	public static String table(Path file, List<Integer> users) throws IOException {
		Properties settings = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			settings.load(reader);
		}
		return new PlanCommand(settings).table(users.isEmpty() ? USERS : users);
	}

	private String table(List<Integer> users) {
		Service service = new Service(number("think-seconds"), number("cpu-millis"), number("hit-rate"),
				number("transaction-millis"), number("database-cpu-millis"), number("redis-cpu-millis"),
				line("redis-kilobytes"),
				new Idle(number("idle-cores"), line("idle-database-cores"), line("idle-redis-cores")));
		Limits limits = new Limits(number("pod-cores"), number("utilisation"), whole("minimum-pods"),
				whole("maximum-pods"), whole("connections"), whole("reserved"), whole("floor"),
				number("database-cores"), whole("server-connections"), whole("redis-megabytes"));
		Prices prices = new Prices(number("price-fixed"), number("price-pod"), number("price-database"),
				number("price-redis"));
		return users.stream()
			.map((number) -> row(Plan.of(number, service, limits, prices)))
			.collect(Collectors.joining("",
					"""
							| users | requests/s | pods | busy connections | connections per pod | PgBouncer clients | PgBouncer pool | database CPU | databases | Redis CPU | Redis MB | Redis servers | month | first bottleneck |
							|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
							""",
					""));
	}

	private String row(Plan plan) {
		return String.format(Locale.ROOT,
				"| %,d | %,.0f | %,d | %,.1f | %d | %,d | %,d | %.0f %% | %,d | %.0f %% | %,d | %,d | $%,.0f | %s |%n",
				plan.users(), plan.rate(), plan.pods(), plan.busyConnections(), plan.share(), plan.poolerClients(),
				plan.poolerPool(), 100 * plan.databaseUse(), plan.databases(), 100 * plan.redisUse(),
				plan.redisMegabytes(), plan.redisServers(), plan.cost(), plan.bottleneck());
	}

	private Linear line(String name) {
		return new Linear(number("base-" + name), number(name));
	}

	private int whole(String name) {
		return (int) number(name);
	}

	private double number(String name) {
		String value = this.settings.getProperty(name);
		if (value == null) {
			throw new IllegalArgumentException("The property " + name + " is missing");
		}
		try {
			return Double.parseDouble(value.strip());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("The property " + name + " is '" + value + "', which is no number", ex);
		}
	}

}
