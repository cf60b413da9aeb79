package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Watches the system from {@link #start} to {@link #stop()}, once a second.
 */
final class Sampler {

	private static final String DATASET = "used_memory_dataset:";

	private static final String USAGE = "hikaricp_connections_usage_seconds_";

	/**
	 * HikariCP counts whole milliseconds of each use and drops the rest, half a
	 * millisecond on average: of short uses that is most of their time.
	 */
	private static final double TRUNCATED_SECONDS = 0.0005;

	private static final String GATE = "platform_dbpool_gate_";

	private static final String REQUESTS = "http_server_requests_seconds_count";

	private static final String API = "uri=\"/api";

	private static final String NEAR = "level=\"near\"";

	private static final String SHARED = "level=\"shared\"";

	private static final String HIT = "result=\"hit\"";

	/** What people ask for. */
	private static final List<String> ANSWERS = List.of("overview-page", "performance", "market-data");

	/**
	 * What is computed for them: an overview that is not near as a page may be as such.
	 */
	private static final List<String> COMPUTED = List.of("overview", "performance", "market-data");

	private final LocalSystem system;

	private final Map<String, ProcessHandle> others;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "sampler");
		thread.setDaemon(true);
		return thread;
	});

	private final List<Scrape> before;

	private final Map<String, Duration> cpuBefore;

	private final long queriesBefore;

	private final long started = System.nanoTime();

	private volatile double poolUse;

	private volatile int sockets;

	private final AtomicInteger missed = new AtomicInteger();

	private volatile boolean watching = true;

	private Sampler(LocalSystem system, Map<String, ProcessHandle> others)
			throws IOException, InterruptedException, SQLException {
		this.system = system;
		this.others = Map.copyOf(others);
		this.before = scrapes();
		this.cpuBefore = cpu();
		this.queriesBefore = new Sql(system).queries();
	}

	/**
	 * Begin to watch.
	 * @param system what is watched
	 * @param others what else uses the CPU, by name
	 * @return what watches
	 */
	static Sampler start(LocalSystem system, Map<String, ProcessHandle> others)
			throws IOException, InterruptedException, SQLException {
		Sampler sampler = new Sampler(system, others);
		Future<?> unused = sampler.clock.scheduleWithFixedDelay(sampler::look, 0, 1, TimeUnit.SECONDS);
		return sampler;
	}

	Sample stop() throws IOException, InterruptedException, SQLException {
		this.watching = false;
		this.clock.shutdown();
		this.clock.awaitTermination(10, TimeUnit.SECONDS);
		List<Scrape> after = scrapes();
		double seconds = (System.nanoTime() - this.started) / 1e9;
		Map<String, Double> cores = new HashMap<>();
		cpu().forEach((program, time) -> cores.put(program,
				time.minus(this.cpuBefore.getOrDefault(program, Duration.ZERO)).toNanos() / 1e9 / seconds));
		double used = sum(after, USAGE + "sum") + TRUNCATED_SECONDS * sum(after, USAGE + "count");
		double reads = reads(after, ANSWERS, NEAR);
		double shed = sum(after, GATE + "shed_total");
		double asked = sum(after, GATE + "admitted_total") + shed;
		double waited = (asked > 0) ? (sum(after, GATE + "wait_seconds_count") + shed) / asked : 0;
		return new Sample(this.poolUse, waited, used / seconds, reads - computed(after), reads,
				sum(after, REQUESTS, API, "outcome=\"SUCCESS\"") / seconds, requests(after),
				new Sql(this.system).queries() - this.queriesBefore, this.sockets, dataset(), cores,
				sum(after, "jvm_compilation_time_ms_total") / 1e3 / seconds, refused(after), this.missed.get());
	}

	/** What Redis holds, without what it needs itself. */
	private long dataset() throws IOException, InterruptedException {
		return this.system.redisCli("INFO memory")
			.lines()
			.filter((line) -> line.startsWith(DATASET))
			.mapToLong((line) -> Long.parseLong(line.substring(DATASET.length()).strip()))
			.findAny()
			.orElseThrow();
	}

	/**
	 * Shedding comes before requests are counted.
	 */
	private double refused(List<Scrape> after) {
		return sum(after, "platform_health_shed_total")
				+ sum(after, "platform_ratelimit_decisions_total", "outcome=\"refused\"");
	}

	/**
	 * What was neither found here nor in Redis.
	 */
	private double computed(List<Scrape> after) {
		return reads(after, COMPUTED, NEAR) - reads(after, COMPUTED, NEAR, HIT) - reads(after, COMPUTED, SHARED, HIT);
	}

	/**
	 * Reads of what is answered, which is everything that people of the load test ask
	 * for, and not of the prices and rates that it is computed from: those are found ten
	 * at a time, and would make the hit rate look good.
	 */
	private double reads(List<Scrape> after, List<String> caches, String... labels) {
		return caches.stream()
			.map((cache) -> Stream.concat(Stream.of("cache=\"" + cache + "\""), Stream.of(labels)))
			.mapToDouble((all) -> sum(after, "cache_level_gets_total", all.toArray(String[]::new)))
			.sum();
	}

	private double sum(List<Scrape> after, String metric, String... labels) {
		double sum = 0;
		for (int i = 0; i < after.size(); i++) {
			sum += after.get(i).sum(metric, labels) - this.before.get(i).sum(metric, labels);
		}
		return sum;
	}

	private List<Double> requests(List<Scrape> after) {
		List<Double> requests = new ArrayList<>();
		for (int i = 0; i < after.size(); i++) {
			requests.add(after.get(i).sum(REQUESTS, API) - this.before.get(i).sum(REQUESTS, API));
		}
		return requests;
	}

	/**
	 * A look that fails must not end those that follow: it is counted, because the most
	 * that was seen may not be the most there was.
	 */
	private void look() {
		try {
			for (Scrape scrape : scrapes()) {
				this.poolUse = Math.max(this.poolUse,
						scrape.sum("hikaricp_connections_active") / scrape.sum("hikaricp_connections_max"));
			}
			this.sockets = Math.max(this.sockets, Connections.establishedTo(this.system.poolerPort()));
		}
		catch (IOException | RuntimeException ex) {
			if (this.watching) {
				this.missed.incrementAndGet();
				System.err.println("The system does not say how it is: " + ex);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<Scrape> scrapes() throws IOException, InterruptedException {
		List<Scrape> scrapes = new ArrayList<>();
		for (URI management : this.system.management()) {
			scrapes.add(Scrape.of(management));
		}
		return scrapes;
	}

	private Map<String, Duration> cpu() throws IOException {
		Map<String, Duration> times = new HashMap<>();
		Map<String, ProcessHandle> programs = new HashMap<>(this.system.processes());
		programs.putAll(this.others);
		for (Map.Entry<String, ProcessHandle> program : programs.entrySet()) {
			times.put(program.getKey(), Cpu.of(program.getValue()));
		}
		return times;
	}

}
