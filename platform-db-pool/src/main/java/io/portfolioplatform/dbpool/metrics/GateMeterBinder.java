package io.portfolioplatform.dbpool.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.dbpool.Lane;
import io.portfolioplatform.dbpool.gate.Gate;

/**
 * Shows the queue in front of the pool: {@code platform.dbpool.gate.size}, {@code .used},
 * {@code .waiting}, {@code .admitted}, {@code .shed} by lane, and {@code .wait}.
 */
public final class GateMeterBinder implements MeterBinder {

	private static final String PREFIX = "platform.dbpool.gate.";

	private final Gate gate;

	/**
	 * Create the binder.
	 * @param gate what is shown
	 */
	public GateMeterBinder(Gate gate) {
		this.gate = gate;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(PREFIX + "size", this.gate, (gate) -> gate.state().size())
			.description("Permits for connections")
			.register(registry);
		Gauge.builder(PREFIX + "used", this.gate, (gate) -> gate.state().used())
			.description("Permits in use")
			.register(registry);
		Gauge.builder(PREFIX + "waiting", this.gate, (gate) -> gate.state().waiting())
			.description("Threads that wait for a connection")
			.register(registry);
		for (Lane lane : Lane.values()) {
			FunctionCounter.builder(PREFIX + "shed", this.gate, (gate) -> gate.shed(lane))
				.tag("lane", lane.name().toLowerCase(Locale.ROOT))
				.description("Threads refused because no connection would be free in time")
				.register(registry);
		}
		FunctionCounter.builder(PREFIX + "admitted", this.gate, (gate) -> gate.state().admitted())
			.description("Connections borrowed")
			.register(registry);
		Timer wait = Timer.builder(PREFIX + "wait")
			.description("How long threads waited for a connection that had to")
			.register(registry);
		this.gate.listen((nanos) -> wait.record(nanos, TimeUnit.NANOSECONDS));
	}

}
