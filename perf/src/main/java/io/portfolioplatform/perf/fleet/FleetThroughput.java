package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Rounds;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much a fleet gets done at an equal budget: leased connections beside pools of every
 * fixed size that fits, when the fleet is small and when it is large. Connections are
 * what limits: more threads than these want one and hold it for 100 ms, and the pooler
 * has one to PostgreSQL for each.
 */
public final class FleetThroughput {

	private static final Settings SETTINGS = Settings.full();

	private static final Duration HOLD = Duration.ofMillis(100);

	/** Of all pods together, more than the budget. */
	private static final int THREADS = 300;

	private static final double EQUAL = 0.95;

	private final Duration measured;

	private final int rounds;

	/**
	 * Create the measurement.
	 * @param seconds how long each variant is counted in each round, after as long that
	 * is not
	 * @param rounds how many rounds there are
	 */
	public FleetThroughput(int seconds, int rounds) {
		this.measured = Duration.ofSeconds(seconds);
		this.rounds = rounds;
	}

	/**
	 * Measure and write {@code fleet-throughput.json} and {@code .md}.
	 * @param directory where to
	 * @throws IOException if a server does not start or nothing can be written
	 */
	public void run(Path directory) throws IOException {
		List<Throughput> outcomes = new ArrayList<>();
		try (PostgresServer server = PostgresServer.start()) {
			for (int round = 0; round < this.rounds; round++) {
				for (int pods : List.of(SETTINGS.small(), SETTINGS.large())) {
					for (int size : sizes(pods)) {
						// Its connections outlive those of the pods.
						try (PgBouncerServer pooler = pooler(server)) {
							outcomes.add(measure(pods, size, server.createDatabase(), pooler.port()));
						}
					}
				}
			}
		}
		Files.createDirectories(directory);
		JsonMapper.builder().build().writeValue(directory.resolve("fleet-throughput.json"), outcomes);
		Files.writeString(directory.resolve("fleet-throughput.md"), table(outcomes));
		System.out.println(table(outcomes));
	}

	static PgBouncerServer pooler(PostgresServer server) {
		return PgBouncerServer.start(server, "max_client_conn = " + SETTINGS.limit(),
				"default_pool_size = " + SETTINGS.limit());
	}

	/**
	 * Leased; what the slots allow, as anyone must choose who does not know how many
	 * there will be; HikariCP's default where it fits; and the most that fits.
	 */
	private static List<Integer> sizes(int pods) {
		int safe = SETTINGS.capacity() / SETTINGS.slots();
		int most = SETTINGS.capacity() / pods;
		return (most > 10) ? List.of(Throughput.LEASED, safe, 10, most) : List.of(Throughput.LEASED, safe, most);
	}

	private Throughput measure(int pods, int size, PostgresDatabase database, int port) {
		String address = "localhost:" + port + "/" + database.name() + "?sslmode=disable&ApplicationName=pod";
		List<Pod> fleet = new ArrayList<>();
		try (Users users = new Users(HOLD)) {
			for (int i = 0; i < pods; i++) {
				Pod pod = (size == Throughput.LEASED) ? new LeasedPod(new Counts(), "pod" + i,
						"postgresql://postgres:postgres@" + address + i, SETTINGS.properties())
						: new SizedPod("pod" + i, address + i, size);
				fleet.add(pod);
				users.begin(pod.dataSource(), THREADS / pods);
			}
			pass(this.measured);
			users.count();
			long begin = System.nanoTime();
			pass(this.measured);
			double seconds = (System.nanoTime() - begin) / 1e9;
			return new Throughput(pods, size, users.done() / seconds, users.failed());
		}
		finally {
			fleet.forEach(Pod::close);
		}
	}

	private static void pass(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private String table(List<Throughput> outcomes) {
		StringBuilder text = new StringBuilder("""
				| pods | connections of each | in all | uses a second | spread | failed |
				|---|---|---|---|---|---|
				""");
		StringBuilder goals = new StringBuilder();
		for (int pods : List.of(SETTINGS.small(), SETTINGS.large())) {
			double best = 0;
			double leased = 0;
			for (int size : sizes(pods)) {
				List<Throughput> same = outcomes.stream().filter((one) -> one.is(pods, size)).toList();
				double rate = Rounds.median(same, Throughput::perSecond);
				leased = (size == Throughput.LEASED) ? rate : leased;
				best = (size == Throughput.LEASED) ? best : Math.max(best, rate);
				text.append(String.format(Locale.ROOT, "| %d | %s | %s | %,.0f | %s | %,d |%n", pods,
						(size == Throughput.LEASED) ? "leased" : size,
						(size == Throughput.LEASED) ? "at most " + SETTINGS.capacity() : size * pods, rate,
						Rounds.spread(same, Throughput::perSecond), same.stream().mapToLong(Throughput::failed).sum()));
			}
			goals.append(String.format(Locale.ROOT,
					"- %d pods: leased at least %.2f times the best fixed size: %.2f, **%s**%n", pods, EQUAL,
					leased / best, (leased >= EQUAL * best) ? "reached" : "not reached"));
		}
		return text + "\n" + goals
				+ String.format(Locale.ROOT,
						"""

								%d threads, evenly of the pods, loop on `select pg_sleep(%.3f)`; PgBouncer accepts %d clients, %d are reserved, and has a connection
								to PostgreSQL for each; %d slots. Medians of %d rounds of %d s on %s.
								""",
						THREADS, HOLD.toMillis() / 1e3, SETTINGS.limit(), SETTINGS.reserved(), SETTINGS.slots(),
						this.rounds, this.measured.toSeconds(), Machine.describe());
	}

	/**
	 * What one variant did in one round.
	 *
	 * @param pods processes of the fleet
	 * @param size connections of each, 0 where they are leased
	 * @param perSecond uses of connections in a second
	 * @param failed uses that failed
	 */
	record Throughput(int pods, int size, double perSecond, long failed) {

		static final int LEASED = 0;

		boolean is(int pods, int size) {
			return this.pods == pods && this.size == size;
		}

	}

}
