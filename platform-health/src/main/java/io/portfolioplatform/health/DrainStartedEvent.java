package io.portfolioplatform.health;

import java.time.Duration;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;

/**
 * Published when the process begins to drain: readiness is off, requests are still
 * served. Background jobs stop taking new work when they hear it.
 */
public final class DrainStartedEvent extends ApplicationContextEvent {

	private final Duration delay;

	/**
	 * Create the event.
	 * @param context the application that drains
	 * @param delay how long requests are still served
	 */
	public DrainStartedEvent(ApplicationContext context, Duration delay) {
		super(context);
		this.delay = delay;
	}

	/**
	 * Return how long requests are still served before the server refuses new ones.
	 * @return the delay
	 */
	public Duration delay() {
		return this.delay;
	}

}
