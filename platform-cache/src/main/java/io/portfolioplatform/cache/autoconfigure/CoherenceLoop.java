package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Runs the steps of coherence on a thread of its own, from before the application serves
 * until after it has stopped serving.
 */
class CoherenceLoop implements SmartLifecycle {

	private final Runnable step;

	private final Duration interval;

	private volatile @Nullable ScheduledExecutorService executor;

	CoherenceLoop(Runnable step, Duration interval) {
		this.step = step;
		this.interval = interval;
	}

	@Override
	public void start() {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "platform-cache-coherence");
			thread.setDaemon(true);
			return thread;
		});
		executor.scheduleWithFixedDelay(this.step, 0, this.interval.toNanos(), TimeUnit.NANOSECONDS);
		this.executor = executor;
	}

	@Override
	public void stop() {
		ScheduledExecutorService executor = this.executor;
		this.executor = null;
		if (executor != null) {
			executor.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
