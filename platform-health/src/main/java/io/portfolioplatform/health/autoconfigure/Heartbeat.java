package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Repeats something that does not wait, from the start of the application until its last
 * phase, on a thread that no one else can block.
 */
final class Heartbeat implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Heartbeat.class);

	private final String name;

	private final Duration interval;

	private final Runnable beat;

	private volatile @Nullable ScheduledExecutorService clock;

	private volatile @Nullable Future<?> beats;

	Heartbeat(String name, Duration interval, Runnable beat) {
		this.name = name;
		this.interval = interval;
		this.beat = beat;
	}

	@Override
	public void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(this.name + "-");
		threads.setDaemon(true);
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(threads);
		this.beats = started.scheduleAtFixedRate(this::beat, 0, this.interval.toMillis(), TimeUnit.MILLISECONDS);
		this.clock = started;
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.clock;
		Future<?> repeated = this.beats;
		if (running != null && repeated != null) {
			repeated.cancel(false);
			running.shutdownNow();
		}
		this.clock = null;
	}

	private void beat() {
		try {
			this.beat.run();
		}
		catch (Throwable ex) {
			// Whatever is thrown would end the repetition.
			logger.warn("The heartbeat " + this.name + " failed", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.clock != null;
	}

	@Override
	public int getPhase() {
		// First to start, last to stop.
		return Integer.MIN_VALUE;
	}

}
