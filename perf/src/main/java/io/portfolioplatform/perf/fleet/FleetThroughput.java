package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Rounds;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much a fleet gets done at an equal budget: leased connections beside pools of every
 * fixed size that fits, when the fleet is small and when it is large. Connections are
 * what limits: more threads than these want one and hold it for 100 ms, and the pooler
 * has one to PostgreSQL for each.
 */
public final class FleetThroughput {

	private static final Settings SETTINGS = Settings.full();

	/** Those of deploy/k8s, beside those of the settings. */
	static final int SHIPPED_SLOTS = 60;

	private static final Duration HOLD = Duration.ofMillis(100);

	/** Of all pods together, more than the budget. */
	private static final int THREADS = 300;

	private static final double EQUAL = 0.95;

	/**
	 * Longer than from one renewal of a lease to the next: whoever may grow has grown.
	 */
	private static final Duration SETTLED = Duration.ofSeconds(6);

	private static final Duration LONGEST_GROWTH = Duration.ofSeconds(90);

	private final Duration measured;

	private final int rounds;

	/**
	 * Create the measurement.
	 * @param seconds how long each variant is counted in each round, after its leases
	 * have grown
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
					for (Variant variant : variants(pods)) {
						// Its connections outlive those of the pods.
						try (PgBouncerServer pooler = pooler(server)) {
							outcomes.add(measure(variant, server.createDatabase(), pooler.port()));
						}
					}
				}
			}
		}
		Files.createDirectories(directory);
		JsonMapper.builder().build().writeValue(directory.resolve("fleet-throughput.json"), outcomes);
		String table = table(outcomes, Machine.describe());
		Files.writeString(directory.resolve("fleet-throughput.md"), table);
		System.out.println(table);
	}

	static PgBouncerServer pooler(PostgresServer server) {
		return PgBouncerServer.start(server, "max_client_conn = " + SETTINGS.limit(),
				"default_pool_size = " + SETTINGS.limit());
	}

	/**
	 * Leased, for either number of slots; what the slots allow, as anyone must choose who
	 * does not know how many there will be; HikariCP's default where it fits; and the
	 * most that fits.
	 */
	private static List<Variant> variants(int pods) {
		int safe = SETTINGS.capacity() / SETTINGS.slots();
		int most = SETTINGS.capacity() / pods;
		return Stream.concat(Stream.of(Variant.leased(pods, null), Variant.leased(pods, SHIPPED_SLOTS)),
				IntStream.of(safe, 10, most)
					.filter((size) -> size <= most)
					.mapToObj((size) -> new Variant(pods, size, null)))
			.toList();
	}

	private Throughput measure(Variant variant, PostgresDatabase database, int port) {
		int pods = variant.pods();
		String address = "localhost:" + port + "/" + database.name() + "?sslmode=disable&ApplicationName=pod";
		List<Pod> fleet = new ArrayList<>();
		try (Users users = new Users(HOLD)) {
			for (int i = 0; i < pods; i++) {
				Pod pod = variant.isLeased() ? new LeasedPod(new Counts(), "pod" + i,
						"postgresql://postgres:postgres@" + address + i, variant.settings().properties())
						: new SizedPod("pod" + i, address + i, variant.size());
				fleet.add(pod);
				users.begin(pod.dataSource(), THREADS / pods);
			}
			int connections = settle(fleet);
			users.count();
			long begin = System.nanoTime();
			pass(this.measured);
			double seconds = (System.nanoTime() - begin) / 1e9;
			return new Throughput(pods, variant.size(), variant.slots(), connections, users.done() / seconds,
					users.failed());
		}
		finally {
			fleet.forEach(Pod::close);
		}
	}

	/** Waits until the shares have been the same for a while. */
	private static int settle(List<Pod> fleet) {
		long latest = System.nanoTime() + LONGEST_GROWTH.toNanos();
		int before = 0;
		for (int now = shares(fleet); now != before; now = shares(fleet)) {
			if (System.nanoTime() > latest) {
				throw new IllegalStateException("The shares of " + fleet.size() + " pods still change: " + now);
			}
			before = now;
			pass(SETTLED);
		}
		return before;
	}

	private static int shares(List<Pod> fleet) {
		return fleet.stream().mapToInt(Pod::share).sum();
	}

	private static void pass(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	String table(List<Throughput> outcomes, String machine) {
		StringBuilder text = new StringBuilder("""
				| pods | connections of each | in all | uses a second | spread | failed |
				|---|---|---|---|---|---|
				""");
		StringBuilder goals = new StringBuilder();
		for (int pods : List.of(SETTINGS.small(), SETTINGS.large())) {
			List<Throughput> best = variants(pods).stream()
				.filter((variant) -> !variant.isLeased())
				.map((variant) -> of(outcomes, variant))
				.max(Comparator.comparingDouble((same) -> Rounds.median(same, Throughput::perSecond)))
				.orElseThrow();
			for (Variant variant : variants(pods)) {
				List<Throughput> same = of(outcomes, variant);
				if (same.isEmpty()) {
					// The shipped slots are not in older results.
					continue;
				}
				text.append(String.format(Locale.ROOT, "| %d | %s | %.0f | %,.0f | %s | %,d |%n", pods, variant.label(),
						Rounds.median(same, Throughput::connections), Rounds.median(same, Throughput::perSecond),
						Rounds.spread(same, Throughput::perSecond), same.stream().mapToLong(Throughput::failed).sum()));
				if (variant.isLeased()) {
					List<Double> ratios = Rounds.within(same, best, Throughput::perSecond, (own, other) -> own / other);
					double ratio = Rounds.median(ratios, (each) -> each);
					goals.append(String.format(Locale.ROOT,
							"- %d pods: %s at least %.2f times the best fixed size: %.2f (%s), **%s**%n", pods,
							variant.label(), EQUAL, ratio, Rounds.spread(ratios, (each) -> each, 2),
							(ratio >= EQUAL) ? "reached" : "not reached"));
				}
			}
		}
		return text + "\n" + goals
				+ String.format(Locale.ROOT,
						"""

								%d threads, evenly of the pods, loop on `select pg_sleep(%.3f)`; PgBouncer accepts %d clients, %d are reserved, and has a connection
								to PostgreSQL for each; %d slots. In all are what the pods may have when their leases have grown, the one that renews each among them. Medians of %d rounds of %d s on %s.
								""",
						THREADS, HOLD.toMillis() / 1e3, SETTINGS.limit(), SETTINGS.reserved(), SETTINGS.slots(),
						this.rounds, this.measured.toSeconds(), machine);
	}

	private static List<Throughput> of(List<Throughput> outcomes, Variant variant) {
		return outcomes.stream().filter((one) -> one.variant().equals(variant)).toList();
	}

	/**
	 * What is measured.
	 *
	 * @param pods processes of the fleet
	 * @param size connections of each, 0 where they are leased
	 * @param slots of leases, {@code null} where they are those of the settings
	 */
	private record Variant(int pods, int size, @Nullable Integer slots) {

		static Variant leased(int pods, @Nullable Integer slots) {
			return new Variant(pods, Throughput.LEASED, slots);
		}

		boolean isLeased() {
			return this.size == Throughput.LEASED;
		}

		Settings settings() {
			return (this.slots != null) ? SETTINGS.withSlots(this.slots) : SETTINGS;
		}

		String label() {
			if (!isLeased()) {
				return String.valueOf(this.size);
			}
			return (this.slots != null) ? "leased with " + this.slots + " slots" : "leased";
		}

	}

	/**
	 * What one variant did in one round.
	 *
	 * @param pods processes of the fleet
	 * @param size connections of each, 0 where they are leased
	 * @param slots of leases, {@code null} where they are those of the settings, as in
	 * older results
	 * @param connections what all pods may have together
	 * @param perSecond uses of connections in a second
	 * @param failed uses that failed
	 */
	record Throughput(int pods, int size, @Nullable Integer slots, int connections, double perSecond, long failed) {

		static final int LEASED = 0;

		private Variant variant() {
			return new Variant(this.pods, this.size, this.slots);
		}

	}

}
