package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Runs the steps of coherence on a thread of its own, from before the application serves
 * until after it has stopped serving.
 */
class CoherenceLoop implements SmartLifecycle, AutoCloseable {

	private static final Log logger = LogFactory.getLog(CoherenceLoop.class);

	private final String name;

	private final Runnable check;

	private final Runnable step;

	private final Duration interval;

	private final ScheduledThreadPoolExecutor executor;

	private volatile @Nullable ScheduledFuture<?> steps;

	private boolean failing;

	CoherenceLoop(String name, Runnable check, Runnable step, Duration interval) {
		this.name = name;
		this.check = check;
		this.step = step;
		this.interval = interval;
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> thread(task, name));
	}

	@Override
	public void start() {
		this.check.run();
		this.steps = this.executor.scheduleWithFixedDelay(this::step, 0, this.interval.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Whatever a step throws, such as the error that there is no memory, would end the
	 * repetition.
	 */
	private void step() {
		try {
			this.step.run();
			this.failing = false;
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private void failed(Throwable cause) {
		if (this.failing) {
			return;
		}
		this.failing = true;
		try {
			logger.warn("A step of " + this.name + " failed, and is made again until it succeeds", cause);
		}
		catch (Throwable ex) {
			// Not even that can be said, for want of memory: the next step may say it.
			this.failing = false;
		}
	}

	private static Thread thread(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Run something between two steps.
	 */
	void execute(Runnable command) {
		this.executor.execute(command);
	}

	@Override
	public void stop() {
		ScheduledFuture<?> steps = this.steps;
		this.steps = null;
		if (steps != null) {
			steps.cancel(true);
		}
	}

	@Override
	public boolean isRunning() {
		return this.steps != null;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
