package io.portfolioplatform.health.metrics;

import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.RequestPriority;
import io.portfolioplatform.health.shed.RouteLimit;
import io.portfolioplatform.health.shed.RouteLimits;
import io.portfolioplatform.health.shed.ShedListener;

/**
 * Counts refused requests and shows each route's limit. Routes are the application's
 * patterns and {@code other}, so their number is bounded.
 */
public final class ShedMeters implements ShedListener {

	private final Counter.Builder shed = Counter.builder("platform.health.shed")
		.description("Requests answered with 503 to protect the others");

	private final MeterRegistry registry;

	/**
	 * Create the meters. Those of {@code other} are there from the start, those of a
	 * route from its first request on, and begin with zero: what appears with its first
	 * refusal has not increased for Prometheus.
	 * @param registry where they are registered
	 * @param limits the limits to show
	 */
	public ShedMeters(MeterRegistry registry, RouteLimits limits) {
		this.registry = registry;
		limits.onCreation(this::bind);
		beginWithZero(RouteLimits.OTHER);
	}

	@Override
	public void shed(String route, RequestPriority priority, Reason reason) {
		counter(route, priority, reason).increment();
	}

	private Counter counter(String route, RequestPriority priority, Reason reason) {
		return this.shed.withRegistry(this.registry)
			.withTags("route", route, "priority", lower(priority), "reason", lower(reason));
	}

	private void beginWithZero(String route) {
		for (RequestPriority priority : RequestPriority.values()) {
			for (Reason reason : Reason.values()) {
				counter(route, priority, reason);
			}
		}
	}

	private void bind(String route, RouteLimit limit) {
		beginWithZero(route);
		Gauge.builder("platform.health.limit", limit, RouteLimit::limit)
			.description("Requests that may be in progress at a time")
			.tag("route", route)
			.register(this.registry);
		Gauge.builder("platform.health.requests", limit, RouteLimit::inProgress)
			.description("Requests in progress")
			.tag("route", route)
			.register(this.registry);
		Gauge.builder("platform.health.streams", limit, RouteLimit::streams)
			.description("Open streams of events")
			.tag("route", route)
			.register(this.registry);
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
