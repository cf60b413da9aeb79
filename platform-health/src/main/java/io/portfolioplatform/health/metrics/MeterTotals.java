package io.portfolioplatform.health.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.portfolioplatform.health.scorecard.Metric;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.Quantity;
import io.portfolioplatform.health.scorecard.Quantity.Part;
import io.portfolioplatform.health.scorecard.Totals;

/**
 * Reads what the scorecard needs from Micrometer, under the names that Spring Boot,
 * HikariCP and Micrometer's binders give.
 */
public final class MeterTotals implements Supplier<Totals> {

	private static final String HTTP = "http.server.requests";

	private final MeterRegistry registry;

	private final Predicate<String> management;

	private final Duration latency;

	private final Duration latencyAlert;

	private final int requestsPerPod;

	/**
	 * Create the reader.
	 * @param registry where the meters are
	 * @param management paths whose requests do not count
	 * @param objectives what is aimed at; its latencies are buckets of the timer
	 */
	public MeterTotals(MeterRegistry registry, Predicate<String> management, Objectives objectives) {
		this.registry = registry;
		this.management = management;
		this.latency = objectives.latency();
		this.latencyAlert = objectives.latencyAlert();
		this.requestsPerPod = objectives.requestsPerPod();
	}

	@Override
	public Totals get() {
		Map<Quantity, Double> counts = new HashMap<>();
		Map<Quantity, Double> levels = new HashMap<>();
		MeterRegistry readable = readable();
		addRequests(readable, counts);
		addCaches(readable, counts);
		addPauses(readable, counts);
		addPools(readable, levels);
		addFleet(readable, levels);
		return new Totals(System.nanoTime(), counts, levels);
	}

	/**
	 * Buckets are read from a registry in memory: those that send theirs away have none.
	 */
	private MeterRegistry readable() {
		if (this.registry instanceof CompositeMeterRegistry composite) {
			return composite.getRegistries()
				.stream()
				.filter((each) -> each.getClass().getSimpleName().matches("(Prometheus|Simple)MeterRegistry"))
				.findFirst()
				.orElse(this.registry);
		}
		return this.registry;
	}

	private void addRequests(MeterRegistry readable, Map<Quantity, Double> counts) {
		double served = 0;
		for (Timer timer : readable.find(HTTP).timers()) {
			String uri = tag(timer, "uri");
			if (this.management.test(uri)) {
				continue;
			}
			double count = (double) timer.count();
			served += count;
			add(counts, Metric.ERRORS, "", Part.ALL, count);
			add(counts, Metric.ERRORS, "", Part.SOME, tag(timer, "outcome").equals("SERVER_ERROR") ? count : 0);
			add(counts, Metric.POD_DEMAND, "", Part.SOME, timer.totalTime(TimeUnit.SECONDS) / this.requestsPerPod);
			addLatency(timer, count, tag(timer, "method") + " " + uri, counts);
		}
		add(counts, Metric.POD_DEMAND, "", Part.ALL, System.nanoTime() / 1e9);
		addShed(readable, served, counts);
	}

	/**
	 * What the pool refused was measured as a served request too, and is no error.
	 */
	private static void addShed(MeterRegistry readable, double served, Map<Quantity, Double> counts) {
		for (Counter shed : readable.find("platform.health.shed").counters()) {
			boolean measured = tag(shed, "reason").equals("pool");
			add(counts, Metric.SHED_REQUESTS, "", Part.SOME, shed.count());
			add(counts, Metric.SHED_REQUESTS, "", Part.ALL, measured ? 0 : shed.count());
		}
		add(counts, Metric.SHED_REQUESTS, "", Part.ALL, served);
		add(counts, Metric.SHED_REQUESTS, "", Part.SOME, 0);
	}

	private void addLatency(Timer timer, double count, String endpoint, Map<Quantity, Double> counts) {
		CountAtBucket[] buckets = timer.takeSnapshot().histogramCounts();
		if (buckets.length > 0) {
			add(counts, Metric.SLOW_REQUESTS, endpoint, Part.ALL, count);
			add(counts, Metric.SLOW_REQUESTS, endpoint, Part.SOME, slower(buckets, count, this.latency));
			add(counts, Metric.SLOW_REQUESTS, endpoint, Part.FAR, slower(buckets, count, this.latencyAlert));
		}
	}

	private static double slower(CountAtBucket[] buckets, double count, Duration than) {
		for (CountAtBucket bucket : buckets) {
			if (bucket.bucket(TimeUnit.NANOSECONDS) == than.toNanos()) {
				return Math.max(0, count - bucket.count());
			}
		}
		return 0;
	}

	private static void addCaches(MeterRegistry readable, Map<Quantity, Double> counts) {
		for (FunctionCounter reads : readable.find("cache.gets").functionCounters()) {
			String result = tag(reads, "result");
			if (result.equals("hit") || result.equals("miss")) {
				add(counts, Metric.CACHE_HITS, tag(reads, "cache"), Part.ALL, reads.count());
				add(counts, Metric.CACHE_HITS, tag(reads, "cache"), Part.SOME,
						result.equals("hit") ? reads.count() : 0);
			}
		}
		// Among those reads it was a miss, near, and found in Redis nevertheless.
		for (FunctionCounter hits : readable.find("cache.level.gets")
			.tags("level", "shared", "result", "hit")
			.functionCounters()) {
			add(counts, Metric.CACHE_HITS, tag(hits, "cache"), Part.SOME, hits.count());
		}
	}

	private static void addPauses(MeterRegistry readable, Map<Quantity, Double> counts) {
		for (Timer pauses : readable.find("jvm.gc.pause").timers()) {
			add(counts, Metric.GC_PAUSE, "", Part.SOME, pauses.totalTime(TimeUnit.SECONDS));
		}
		add(counts, Metric.GC_PAUSE, "", Part.ALL, System.nanoTime() / 1e9);
	}

	private static void addPools(MeterRegistry readable, Map<Quantity, Double> levels) {
		for (Gauge active : readable.find("hikaricp.connections.active").gauges()) {
			String pool = tag(active, "pool");
			Gauge max = readable.find("hikaricp.connections.max").tag("pool", pool).gauge();
			if (max != null && max.value() > 0) {
				add(levels, Metric.POOL_USE, pool, Part.ALL, active.value() / max.value());
			}
		}
		List.copyOf(readable.find("hikaricp.connections.pending").gauges())
			.forEach((waiting) -> add(levels, Metric.POOL_WAITERS, tag(waiting, "pool"), Part.ALL, waiting.value()));
	}

	/**
	 * What a pool that leases its share of the fleet's connections tells.
	 */
	private static void addFleet(MeterRegistry readable, Map<Quantity, Double> levels) {
		Gauge pods = readable.find("platform.dbpool.fleet.pods").gauge();
		if (pods != null) {
			add(levels, Metric.POD_DEMAND, "", Part.SHARED_BY, pods.value());
		}
		Gauge age = readable.find("platform.dbpool.lease.age").gauge();
		if (age != null) {
			add(levels, Metric.LEASE_AGE, "", Part.ALL, age.value());
		}
	}

	private static void add(Map<Quantity, Double> numbers, Metric metric, String subject, Part part, double value) {
		numbers.merge(new Quantity(metric, subject, part), value, Double::sum);
	}

	private static String tag(Meter meter, String name) {
		String value = meter.getId().getTag(name);
		return (value != null) ? value : "";
	}

}
