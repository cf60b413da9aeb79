package io.portfolioplatform.app.operator;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.portfolioplatform.app.jobs.Jobs;
import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.health.scorecard.Scorecard;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers operators. The management port says more; it is not for browsers.
 */
@RestController
class OperatorController {

	private static final int DIGITS = 8;

	/**
	 * Tells processes apart and says nothing about them.
	 */
	private final String process = UUID.randomUUID().toString().substring(0, DIGITS);

	private final MeterRegistry meters;

	private final DbPool pool;

	private final ObjectProvider<Scorecard> scorecard;

	private final Jobs jobs;

	OperatorController(MeterRegistry meters, DbPool pool, ObjectProvider<Scorecard> scorecard, Jobs jobs) {
		this.meters = meters;
		this.pool = pool;
		this.scorecard = scorecard;
		this.jobs = jobs;
	}

	@GetMapping("/api/operator/status")
	OperatorStatus status() {
		Scorecard card = this.scorecard.getIfAvailable();
		return new OperatorStatus(Instant.now(), this.process, (card != null) ? card.report() : null,
				sum("http.server.requests", "", ""), pool(), caches(), limits(), this.jobs.states());
	}

	private OperatorStatus.PoolState pool() {
		return new OperatorStatus.PoolState(this.pool.limit(), this.pool.share(),
				sum("platform.dbpool.gate.used", "", ""), sum("platform.dbpool.gate.waiting", "", ""),
				sum("platform.dbpool.gate.shed", "", ""));
	}

	private List<OperatorStatus.CacheState> caches() {
		return tagged("cache.gets", "cache").entrySet()
			.stream()
			.map((cache) -> new OperatorStatus.CacheState(cache.getKey(), sum(cache.getValue(), "result", "hit"),
					sum(cache.getValue(), "result", "miss")))
			.toList();
	}

	private List<OperatorStatus.LimitState> limits() {
		return tagged("platform.ratelimit.decisions", "policy").entrySet()
			.stream()
			.map((policy) -> new OperatorStatus.LimitState(policy.getKey(),
					sum(policy.getValue(), "outcome", "admitted"), sum(policy.getValue(), "outcome", "refused")))
			.sorted(Comparator.comparing(OperatorStatus.LimitState::policy))
			.toList();
	}

	private Map<String, List<Meter>> tagged(String name, String tag) {
		return this.meters.find(name)
			.meters()
			.stream()
			.filter((meter) -> meter.getId().getTag(tag) != null)
			.collect(Collectors.groupingBy((meter) -> String.valueOf(meter.getId().getTag(tag)), TreeMap::new,
					Collectors.toList()));
	}

	private long sum(String name, String tag, String value) {
		return sum(List.copyOf(this.meters.find(name).meters()), tag, value);
	}

	private static long sum(List<Meter> meters, String tag, String value) {
		return (long) meters.stream()
			.filter((meter) -> tag.isEmpty() || value.equals(meter.getId().getTag(tag)))
			.flatMap((meter) -> StreamSupport.stream(meter.measure().spliterator(), false))
			.filter((measurement) -> measurement.getStatistic() == Statistic.COUNT
					|| measurement.getStatistic() == Statistic.VALUE)
			.mapToDouble((measurement) -> measurement.getValue())
			.sum();
	}

}
