package io.portfolioplatform.app.jobs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

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

	private final Lock lock = new ReentrantLock();

	private @Nullable Stop stop;

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
	void drain() {
		stop();
	}

	@Override
	public void close() {
		Stop stop = stop();
		if (stop != null) {
			stop.await();
		}
	}

	/**
	 * Stops the scheduler on a thread of its own, once.
	 */
	private @Nullable Stop stop() {
		this.lock.lock();
		try {
			if (this.stop == null && this.scheduler.getSchedulerState().isStarted()) {
				this.scheduler.pause();
				this.stop = Stop.begin(this.scheduler);
			}
			return this.stop;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A scheduler that stops.
	 *
	 * @param thread waits for the jobs that run
	 * @param deadline when nobody waits for it any more, by {@link System#nanoTime()}
	 */
	private record Stop(Thread thread, long deadline) {

		static Stop begin(Scheduler scheduler) {
			Thread thread = new Thread(scheduler::stop, "jobs-stop");
			thread.setDaemon(true);
			thread.start();
			return new Stop(thread, System.nanoTime() + WAIT.toNanos());
		}

		void await() {
			try {
				TimeUnit.NANOSECONDS.timedJoin(this.thread, this.deadline - System.nanoTime());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
