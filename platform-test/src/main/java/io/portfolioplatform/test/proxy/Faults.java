package io.portfolioplatform.test.proxy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The faults in force, shared by all connections of a proxy.
 */
final class Faults {

	private static final Duration FIRST_TIMEOUT = Duration.ofMillis(200);

	private static final int MOST_LOSSES = 6;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition resumed = this.lock.newCondition();

	private final Traffic toServer = new Traffic();

	private final Traffic toClient = new Traffic();

	private final Map<Direction, Duration> delays = new EnumMap<>(Direction.class);

	private final Map<Direction, Double> losses = new EnumMap<>(Direction.class);

	private final Set<Direction> dropped = EnumSet.noneOf(Direction.class);

	private boolean paused;

	private boolean refusing;

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
		});
	}

	boolean refusing() {
		this.lock.lock();
		try {
			return this.refusing;
		}
		finally {
			this.lock.unlock();
		}
	}

	Duration delay(Direction direction) {
		this.lock.lock();
		try {
			return this.delays.getOrDefault(direction, Duration.ZERO);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Say how much later a chunk comes because it is lost: TCP sends it again after 200
	 * ms, and waits twice as long each time it is lost again (RFC 6298; 200 ms is the
	 * least that Linux waits).
	 * @param direction the way the chunk takes
	 * @return zero for most of them
	 */
	Duration retransmission(Direction direction) {
		double share = loss(direction);
		Duration late = Duration.ZERO;
		Duration timeout = FIRST_TIMEOUT;
		for (int sent = 0; sent < MOST_LOSSES && ThreadLocalRandom.current().nextDouble() < share; sent++) {
			late = late.plus(timeout);
			timeout = timeout.multipliedBy(2);
			traffic(direction).lost();
		}
		return late;
	}

	private double loss(Direction direction) {
		this.lock.lock();
		try {
			return this.losses.getOrDefault(direction, 0.0);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait while the proxy is paused, then say whether a chunk may pass.
	 * @param direction the way the chunk takes
	 * @return {@code false} if it is to be thrown away
	 * @throws InterruptedException if the connection ends while it waits
	 */
	boolean admit(Direction direction) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (this.paused) {
				this.resumed.await();
			}
			return !this.dropped.contains(direction);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.resumed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
