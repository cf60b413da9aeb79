package io.portfolioplatform.test.proxy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The faults in force, shared by all connections of a proxy.
 */
final class Faults {

	private static final Duration FIRST_TIMEOUT = Duration.ofMillis(200);

	private static final int MOST_LOSSES = 6;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Traffic toServer = new Traffic();

	private final Traffic toClient = new Traffic();

	private final Map<Direction, Duration> delays = new EnumMap<>(Direction.class);

	private final Map<Direction, Double> losses = new EnumMap<>(Direction.class);

	private final Set<Direction> dropped = EnumSet.noneOf(Direction.class);

	private boolean paused;

	private boolean refusing;

	/** How often every fault was lifted. */
	private int lifted;

	Traffic traffic(Direction direction) {
		return switch (direction) {
			case TO_SERVER -> this.toServer;
			case TO_CLIENT -> this.toClient;
		};
	}

	void delay(Direction direction, Duration delay) {
		change(() -> this.delays.put(direction, delay));
	}

	void lose(Direction direction, double share) {
		change(() -> this.losses.put(direction, share));
	}

	void pause() {
		change(() -> this.paused = true);
	}

	void drop(Direction direction) {
		change(() -> this.dropped.add(direction));
	}

	void refuse() {
		change(() -> this.refusing = true);
	}

	void clear() {
		change(() -> {
			this.delays.clear();
			this.losses.clear();
			this.dropped.clear();
			this.paused = false;
			this.refusing = false;
			this.lifted++;
		});
	}

	boolean refusing() {
		return ask(() -> this.refusing);
	}

	boolean drops(Direction direction) {
		return ask(() -> this.dropped.contains(direction));
	}

	/**
	 * Say when a chunk that is sent now is due.
	 * @param direction the way the chunk takes
	 * @return what {@link #await(Due)} waits for
	 */
	Due due(Direction direction) {
		return ask(() -> {
			Duration late = this.delays.getOrDefault(direction, Duration.ZERO).plus(retransmission(direction));
			return new Due(System.nanoTime() + late.toNanos(), this.lifted);
		});
	}

	/**
	 * Say how much later a chunk comes because it is lost: TCP sends it again after 200
	 * ms, and waits twice as long each time it is lost again (RFC 6298; 200 ms is the
	 * least that Linux waits).
	 * @param direction the way the chunk takes
	 * @return zero for most of them
	 */
	private Duration retransmission(Direction direction) {
		double share = this.losses.getOrDefault(direction, 0.0);
		Duration late = Duration.ZERO;
		Duration timeout = FIRST_TIMEOUT;
		for (int sent = 0; sent < MOST_LOSSES && ThreadLocalRandom.current().nextDouble() < share; sent++) {
			late = late.plus(timeout);
			timeout = timeout.multipliedBy(2);
			traffic(direction).lost();
		}
		return late;
	}

	/**
	 * Wait until a chunk is due and the proxy not paused. Once every fault is lifted,
	 * what was sent before is due.
	 * @param due when it is due
	 * @throws InterruptedException if the connection is reset while it waits
	 */
	void await(Due due) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			for (long nanos = left(due); nanos > 0; nanos = left(due)) {
				this.changed.awaitNanos(nanos);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private long left(Due due) {
		if (this.paused) {
			return Long.MAX_VALUE;
		}
		return (due.lifted == this.lifted) ? due.nanoTime - System.nanoTime() : 0;
	}

	/**
	 * Wait while a direction is dropped.
	 * @param direction the direction
	 * @throws InterruptedException if the connection is reset while it waits
	 */
	void awaitUndropped(Direction direction) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (this.dropped.contains(direction)) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private <T> T ask(Supplier<T> question) {
		this.lock.lock();
		try {
			return question.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * When a chunk is due.
	 *
	 * @param nanoTime the time in the terms of {@link System#nanoTime()}
	 * @param lifted how often every fault had been lifted when it was sent
	 */
	record Due(long nanoTime, int lifted) {

	}

}
