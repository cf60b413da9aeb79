package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks PgBouncer all the time how many clients it has, and whose.
 */
final class PoolerWatch implements AutoCloseable {

	private static final int INTERVAL_MILLIS = 25;

	private final PoolerConsole console;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private volatile Map<String, Integer> clients = Map.of();

	private volatile int peak;

	private final AtomicInteger samples = new AtomicInteger();

	private final ScheduledFuture<?> watching;

	private PoolerWatch(PoolerConsole console) {
		this.console = console;
		this.watching = this.clock.scheduleWithFixedDelay(this::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
	}

	static PoolerWatch start(int port) throws IOException {
		return new PoolerWatch(new PoolerConsole(port));
	}

	private void look() {
		Map<String, Integer> seen = new TreeMap<>();
		try {
			for (Map<String, String> client : this.console.ask("SHOW CLIENTS")) {
				if (!"pgbouncer".equals(client.get("database"))) {
					seen.merge(String.valueOf(client.get("application_name")), 1, Integer::sum);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PgBouncer does not say who its clients are", ex);
		}
		this.clients = seen;
		this.peak = Math.max(this.peak, total());
		this.samples.incrementAndGet();
	}

	int total() {
		return this.clients.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Return the clients of each pod.
	 */
	Map<String, Integer> clients() {
		return this.clients;
	}

	int samples() {
		return this.samples.get();
	}

	/**
	 * Return the most clients since this was asked last.
	 */
	int takePeak() {
		if (this.watching.isDone()) {
			throw new IllegalStateException("Nobody counts any more: see " + this.watching);
		}
		int most = this.peak;
		this.peak = total();
		return most;
	}

	@Override
	public void close() throws IOException {
		this.clock.shutdownNow();
		this.console.close();
	}

}
