package io.portfolioplatform.health.drain;

import java.time.Duration;

import io.portfolioplatform.health.DrainStartedEvent;
import io.portfolioplatform.health.traffic.Traffic;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps serving for a while after the process was told to stop, so that every load
 * balancer has noticed before the server refuses connections. It stops first of all: then
 * come Spring Boot's graceful shutdown, the web server, and at last the beans with their
 * connection pools.
 */
public final class Drain implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Drain.class);

	private final ApplicationContext context;

	private final Traffic traffic;

	private final Duration delay;

	private volatile boolean running;

	/**
	 * Create the drain.
	 * @param context the application that drains
	 * @param traffic its requests
	 * @param delay how long to keep serving, zero for not at all
	 */
	public Drain(ApplicationContext context, Traffic traffic, Duration delay) {
		this.context = context;
		this.traffic = traffic;
		this.delay = delay;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		tell(() -> AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC));
		this.traffic.drain();
		tell(() -> this.context.publishEvent(new DrainStartedEvent(this.context, this.delay)));
		if (!this.delay.isZero()) {
			logger.info("Draining: readiness is off, requests are served for another " + this.delay);
			keepServing();
		}
	}

	/**
	 * A listener that fails must not end the drain.
	 */
	private static void tell(Runnable event) {
		try {
			event.run();
		}
		catch (RuntimeException ex) {
			logger.error("A listener failed when it was told of the drain, which goes on", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		// Pausing keeps the process for later: it has nothing to drain.
		return false;
	}

	@Override
	public int getPhase() {
		// Above the graceful shutdown of the web server, which is at MAX_VALUE - 1024.
		return Integer.MAX_VALUE;
	}

	private void keepServing() {
		try {
			Thread.sleep(this.delay.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
