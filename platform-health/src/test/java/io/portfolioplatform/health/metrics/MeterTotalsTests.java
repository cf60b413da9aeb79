package io.portfolioplatform.health.metrics;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.health.scorecard.Metric;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.Quantity;
import io.portfolioplatform.health.scorecard.Quantity.Part;
import io.portfolioplatform.health.scorecard.Totals;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeterTotalsTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final MeterTotals totals = new MeterTotals(this.meters, "/actuator"::equals,
			new Objectives(Duration.ofMinutes(5), 20, Duration.ofMillis(500), Duration.ofSeconds(2), 50, Map.of()));

	@Test
	void readsThreadsThatWaitForEachPool() {
		Gauge.builder("hikaricp.connections.pending", () -> 3).tag("pool", "main").register(this.meters);
		Gauge.builder("hikaricp.connections.pending", () -> 0).tag("pool", "reports").register(this.meters);
		assertThat(this.totals.get().levels()).containsEntry(new Quantity(Metric.POOL_WAITERS, "main", Part.ALL), 3.0)
			.containsEntry(new Quantity(Metric.POOL_WAITERS, "reports", Part.ALL), 0.0);
	}

	@Test
	void addsPausesOfEveryKindAndComparesThemWithTheClock() {
		this.meters.timer("jvm.gc.pause", "action", "minor").record(Duration.ofMillis(250));
		this.meters.timer("jvm.gc.pause", "action", "major").record(Duration.ofMillis(1750));
		double before = System.nanoTime() / 1e9;
		Totals read = this.totals.get();
		assertThat(count(read, Metric.GC_PAUSE, Part.SOME)).isEqualTo(2);
		assertThat(count(read, Metric.GC_PAUSE, Part.ALL)).isBetween(before, System.nanoTime() / 1e9);
	}

	@Test
	void whatALimitRefusesIsShedBesideTheServed() {
		serve("SUCCESS", 6);
		this.meters.counter("platform.health.shed", "route", "/work", "reason", "limit").increment(4);
		Totals read = this.totals.get();
		assertThat(count(read, Metric.SHED_REQUESTS, Part.SOME)).isEqualTo(4);
		assertThat(count(read, Metric.SHED_REQUESTS, Part.ALL)).isEqualTo(10);
		assertThat(count(read, Metric.ERRORS, Part.SOME)).isZero();
		assertThat(count(read, Metric.ERRORS, Part.ALL)).isEqualTo(6);
	}

	@Test
	void whatThePoolRefusesIsShedAmongTheServedAndNoError() {
		serve("SUCCESS", 6);
		serve("SHED", 4);
		serve("SERVER_ERROR", 1);
		this.meters.counter("platform.health.shed", "route", "/work", "reason", "pool").increment(4);
		Totals read = this.totals.get();
		assertThat(count(read, Metric.SHED_REQUESTS, Part.SOME)).isEqualTo(4);
		assertThat(count(read, Metric.SHED_REQUESTS, Part.ALL)).isEqualTo(11);
		assertThat(count(read, Metric.ERRORS, Part.SOME)).isEqualTo(1);
	}

	@Test
	void whatRedisHadIsAHit() {
		reads("cache.gets", 2, "cache", "prices", "result", "hit");
		reads("cache.gets", 8, "cache", "prices", "result", "miss");
		reads("cache.level.gets", 2, "cache", "prices", "level", "near", "result", "hit");
		reads("cache.level.gets", 7, "cache", "prices", "level", "shared", "result", "hit");
		reads("cache.level.gets", 1, "cache", "prices", "level", "shared", "result", "miss");
		assertThat(this.totals.get().counts()).containsEntry(new Quantity(Metric.CACHE_HITS, "prices", Part.SOME), 9.0)
			.containsEntry(new Quantity(Metric.CACHE_HITS, "prices", Part.ALL), 10.0);
	}

	private void reads(String name, int count, String... tags) {
		FunctionCounter.builder(name, count, Integer::doubleValue).tags(tags).register(this.meters);
	}

	private void serve(String outcome, int times) {
		for (int i = 0; i < times; i++) {
			this.meters.timer("http.server.requests", "uri", "/work", "method", "GET", "outcome", outcome)
				.record(Duration.ofMillis(1));
		}
	}

	private static double count(Totals totals, Metric metric, Part part) {
		return totals.counts().getOrDefault(new Quantity(metric, "", part), Double.NaN);
	}

}
