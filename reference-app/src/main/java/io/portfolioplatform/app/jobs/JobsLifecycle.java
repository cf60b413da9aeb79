package io.portfolioplatform.app.jobs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.portfolioplatform.health.DrainStartedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Starts the scheduler when the application is ready. When the application drains, it
 * takes no new jobs at once, and those that run end beside the requests; what they use is
 * closed when they have ended, or {@link #WAIT} after the drain began. A job that does
 * not end in time is taken over by another process.
 */
class JobsLifecycle implements AutoCloseable {

	/**
	 * Longest time from the begin of the drain. A drain of 5 s and the 5 s that the
	 * budget keeps for closing pools hold it.
	 */
	static final Duration WAIT = Duration.ofSeconds(10);

	private final Scheduler scheduler;

	private final DatabaseClock clock;

	private final boolean enabled;

	private @Nullable Thread stopping;

	private long deadline;

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

	@EventListener(DrainStartedEvent.class)
	synchronized void drain() {
		if (this.stopping == null && this.scheduler.getSchedulerState().isStarted()) {
			this.scheduler.pause();
			this.deadline = System.nanoTime() + WAIT.toNanos();
			Thread thread = new Thread(this.scheduler::stop, "jobs-stop");
			thread.setDaemon(true);
			thread.start();
			this.stopping = thread;
		}
	}

	@Override
	public synchronized void close() {
		drain();
		if (this.stopping != null) {
			try {
				TimeUnit.NANOSECONDS.timedJoin(this.stopping, this.deadline - System.nanoTime());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
