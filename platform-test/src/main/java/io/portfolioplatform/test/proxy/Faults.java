package io.portfolioplatform.test.proxy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The faults in force, shared by all connections of a proxy.
 */
final class Faults {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition resumed = this.lock.newCondition();

	private final Traffic toServer = new Traffic();

	private final Traffic toClient = new Traffic();

	private final Map<Direction, Duration> delays = new EnumMap<>(Direction.class);

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
