package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.portfolioplatform.ratelimit.fleet.RedisLink.Pulse;

/**
 * Keeps in touch with Redis once a second. While Redis is lost it looks for it after half
 * a second to one and a half, so that not all processes return at once, and tells it what
 * this process knows before decisions are shared again.
 */
final class Heartbeat {

	/**
	 * For so long after it has lost its data Redis gives a key that it does not know only
	 * one process's share: time enough for every process to notice and to tell it.
	 */
	static final Duration SETTLE = Duration.ofSeconds(4);

	static final Duration LONGEST_SETTLE = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final long INTERVAL = 1000;

	private static final long SWEEP = 250;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread daemon = new Thread(task, "platform-ratelimit");
		daemon.setDaemon(true);
		return daemon;
	});

	private final RedisLink link;

	private final Duration timeout;

	/** For the first beat and the end of the last one: between them others wait. */
	private final Duration patience;

	private final BooleanSupplier tell;

	private final Runnable sweep;

	Heartbeat(RedisLink link, Duration timeout, BooleanSupplier tell, Runnable sweep) {
		this.link = link;
		this.timeout = timeout;
		this.patience = (timeout.compareTo(PATIENCE) > 0) ? timeout : PATIENCE;
		this.tell = tell;
		this.sweep = sweep;
	}

	void start() {
		if (this.link.beat(this.patience) != Pulse.NONE) {
			this.link.found();
		}
		else {
			this.link.absent();
		}
		next();
		var unused = this.thread.scheduleWithFixedDelay(this.sweep, SWEEP, SWEEP, TimeUnit.MILLISECONDS);
	}

	/**
	 * Stop, and wait until a beat that is under way has ended.
	 */
	void stop() {
		this.thread.shutdownNow();
		try {
			var unused = this.thread.awaitTermination(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void beat() {
		try {
			if (this.link.isUp()) {
				keepUp();
			}
			else {
				lookForRedis();
			}
		}
		finally {
			next();
		}
	}

	private void keepUp() {
		long phase = this.link.phase();
		Pulse pulse = this.link.beat(PATIENCE);
		boolean kept = (pulse != Pulse.EMPTIED) ? pulse != Pulse.NONE : this.tell.getAsBoolean();
		// A beat that stop() has interrupted says nothing of Redis.
		if (!kept && !this.thread.isShutdown()) {
			this.link.lost(phase, (pulse == Pulse.NONE) ? this.link.silence() : "it has lost its data");
		}
	}

	private void lookForRedis() {
		if (this.link.beat(this.timeout) != Pulse.NONE && this.tell.getAsBoolean()) {
			this.link.found();
		}
	}

	private void next() {
		if (!this.thread.isShutdown()) {
			var unused = this.thread.schedule(this::beat, pause(this.link.isUp()), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Return how long to wait for the next beat.
	 * @param up whether Redis answers
	 * @return milliseconds
	 */
	static long pause(boolean up) {
		return up ? INTERVAL : ThreadLocalRandom.current().nextLong(INTERVAL / 2, 3 * INTERVAL / 2);
	}

}
