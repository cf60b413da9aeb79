package io.portfolioplatform.perf.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Scrape;
import io.portfolioplatform.perf.load.Seeder;
import io.portfolioplatform.perf.load.Sql;
import io.portfolioplatform.perf.report.Picture;
import io.portfolioplatform.perf.report.Rounds;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures start, memory and allocation of one process, and how the cost of an overview
 * grows with activities, holdings and users.
 */
public final class FootprintCommand {

	private static final Path DIRECTORY = Path.of("perf/target/footprint");

	private static final int PORT = 18380;

	private static final String BACKEND = "backend-1";

	private static final int STARTS = 3;

	private static final int REQUESTS = 2_000;

	private static final int WARM_UP = 3_000;

	private static final int TIMED = 61;

	private static final int USUAL = 1_000;

	private static final Pattern STARTED = Pattern
		.compile("Started ReferenceApplication in .*running for ([0-9.]+)\\)");

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	/** Users come all at once here, which the limits exist to prevent. */
	private static final Map<String, String> WITHOUT_CACHE = Map.of("JAVA_OPTS", LocalSystem.JVM,
			"PLATFORM_RATELIMIT_ENABLED", "false", "PLATFORM_CACHE_ENABLED", "false",
			"PLATFORM_CACHE_CACHES_PRICES_TTL", "1ms", "PLATFORM_CACHE_CACHES_RATES_TTL", "1ms");

	private FootprintCommand() {
	}

	/**
	 * Measure and write {@code footprint.json}, {@code footprint.md} and
	 * {@code growth.png}.
	 * @param directory where to write
	 * @throws IOException if a system cannot be started
	 * @throws InterruptedException if interrupted
	 * @throws SQLException if the database cannot be tidied up
	 */
	public static void run(Path directory) throws IOException, InterruptedException, SQLException {
		List<Double> starts = new ArrayList<>();
		double atRest;
		double busy;
		double remembered;
		Map<String, String> environment = new HashMap<>(LocalSystem.LIMITS_LIFTED);
		environment.put("JAVA_OPTS", LocalSystem.JVM);
		try (LocalSystem system = LocalSystem.startAnew(DIRECTORY, PORT, 1, environment)) {
			starts.add(start(system));
			for (int i = 1; i < STARTS; i++) {
				restart(system);
				starts.add(start(system));
			}
			LockSupport.parkNanos(Duration.ofSeconds(15).toNanos());
			atRest = resident(system);
			remembered = kilobytesOf(system, user(system));
			busy = resident(system);
		}
		try (LocalSystem system = LocalSystem.startAnew(DIRECTORY, PORT, 1, WITHOUT_CACHE)) {
			double computed = kilobytesOf(system, user(system));
			write(new Footprint(starts, atRest, busy, remembered, computed, growth(system)), directory);
		}
	}

	/** Not as a deployment does, which leaves another one to serve. */
	private static void restart(LocalSystem system) throws IOException, InterruptedException {
		ProcessHandle backend = system.process(BACKEND);
		backend.destroy();
		backend.onExit().join();
		system.start(BACKEND);
		system.awaitReady();
	}

	private static double start(LocalSystem system) throws IOException {
		return last(STARTED, system.directory().resolve("log/" + BACKEND));
	}

	private static double resident(LocalSystem system) throws IOException {
		return last(RESIDENT, Path.of("/proc/" + system.process(BACKEND).pid() + "/status")) / 1024;
	}

	private static double last(Pattern figure, Path file) throws IOException {
		return figure.matcher(Files.readString(file))
			.results()
			.map((result) -> result.group(1))
			.reduce((first, second) -> second)
			.map(Double::parseDouble)
			.orElseThrow(() -> new IllegalStateException("No " + figure + " in " + file));
	}

	private static LoadUser user(LocalSystem system) throws IOException {
		return user(system, 0, USUAL, Seeder.SYMBOLS.size());
	}

	private static LoadUser user(LocalSystem system, int number, int activities, int holdings) throws IOException {
		LoadUser user = LoadUser.of(number, system.tokenSecret());
		new Seeder(system.url()).seed(user,
				Seeder.csv(new Random(activities), activities, (activity) -> Seeder.SYMBOLS.get(activity % holdings)));
		return user;
	}

	/**
	 * What a scrape allocates itself is little beside so many requests.
	 */
	private static double kilobytesOf(LocalSystem system, LoadUser user) throws IOException, InterruptedException {
		Overviews overviews = new Overviews(system.backend(1));
		ask(overviews, user, WARM_UP);
		double before = allocated(system);
		ask(overviews, user, REQUESTS);
		return (allocated(system) - before) / REQUESTS / 1e3;
	}

	private static void ask(Overviews overviews, LoadUser user, int count) {
		for (int i = 0; i < count; i++) {
			overviews.ask(user);
		}
	}

	/**
	 * What collections have found, and what has been allocated since the last one.
	 */
	private static double allocated(LocalSystem system) throws IOException, InterruptedException {
		Scrape scrape = Scrape.of(system.management().get(0));
		return scrape.sum("jvm_gc_memory_allocated_bytes_total")
				+ scrape.sum("jvm_memory_used_bytes", "id=\"Eden Space\"");
	}

	private static List<Growth> growth(LocalSystem system) throws IOException, SQLException {
		int all = Seeder.SYMBOLS.size();
		Map<Integer, LoadUser> activities = new TreeMap<>();
		for (int count : List.of(100, 300, 1_000, 3_000, 10_000, 30_000)) {
			activities.put(count, user(system, 10_000 + count, count, all));
		}
		Map<Integer, LoadUser> holdings = new TreeMap<>();
		for (int count : List.of(1, 3, 10, all)) {
			holdings.put(count, user(system, 50_000 + count, USUAL, count));
		}
		return List.of(new Growth("activities", timed(system, activities)),
				new Growth("holdings", timed(system, holdings)), new Growth("users", amongOthers(system)));
	}

	/** The one who is timed has the same all the time. */
	private static List<Growth.Point> amongOthers(LocalSystem system) throws IOException, SQLException {
		List<Growth.Point> users = new ArrayList<>();
		Seeder seeder = new Seeder(system.url());
		byte[] secret = system.tokenSecret();
		int known = 0;
		for (int count : List.of(10, 100, 1_000)) {
			IntStream.range(known, count)
				.parallel()
				.forEach((number) -> seeder.seed(LoadUser.of(60_000 + number, secret)));
			known = count;
			users.addAll(timed(system, Map.of(count, user(system))));
		}
		return users;
	}

	/**
	 * In turn, so that what else the machine does and what is still compiled hits them
	 * all alike; and not while PostgreSQL tidies up after imports.
	 */
	private static List<Growth.Point> timed(LocalSystem system, Map<Integer, LoadUser> users)
			throws IOException, SQLException {
		new Sql(system).run("vacuum analyze");
		Overviews overviews = new Overviews(system.backend(1));
		Map<Integer, List<Double>> millis = new TreeMap<>();
		for (int round = 0; round < TIMED; round++) {
			users.forEach((count, user) -> millis.computeIfAbsent(count, (absent) -> new ArrayList<>())
				.add(overviews.millis(user)));
		}
		return millis.entrySet()
			.stream()
			.map((count) -> new Growth.Point(count.getKey(), Rounds.median(count.getValue(), (one) -> one)))
			.toList();
	}

	private static void write(Footprint footprint, Path directory) throws IOException {
		Files.createDirectories(directory);
		new JsonMapper().writeValue(directory.resolve("footprint.json").toFile(), footprint);
		Files.writeString(directory.resolve("footprint.md"), footprint.markdown());
		Picture picture = new Picture("An overview that is not remembered", "how many", "ms").logarithmic();
		for (Growth growth : footprint.growth()) {
			picture.line(growth.what(), growth.points(), Growth.Point::count, Growth.Point::millis);
			growth.curve()
				.ifPresent((curve) -> picture.line(curve.toString(), growth.counts(), (count) -> count, curve::millis));
		}
		picture.save(directory.resolve("growth.png"));
		System.out.println(footprint.markdown());
	}

}
