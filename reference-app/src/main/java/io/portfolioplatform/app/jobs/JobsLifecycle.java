package io.portfolioplatform.app.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Starts the scheduler when the application is ready, and stops it before anything it
 * uses. A job that does not end in time is taken over by another process.
 */
class JobsLifecycle {

	private final Scheduler scheduler;

	private final DatabaseClock clock;

	private final boolean enabled;

	JobsLifecycle(Scheduler scheduler, DatabaseClock clock, boolean enabled) {
		this.scheduler = scheduler;
		this.clock = clock;
		this.enabled = enabled;
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		if (this.enabled) {
			this.clock.ask();
			this.scheduler.start();
		}
	}

	@EventListener(ContextClosedEvent.class)
	void stop() {
		if (this.scheduler.getSchedulerState().isStarted()) {
			this.scheduler.stop();
		}
	}

}
