package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.perf.load.Connections;
import io.portfolioplatform.perf.load.LocalSystem;

/**
 * Asks every backend once a second whether it is alive, and counts connections to the
 * pooler.
 */
final class Watch implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "watch");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicInteger deadly = new AtomicInteger();

	private final AtomicInteger sockets = new AtomicInteger();

	private final LocalSystem system;

	private Watch(LocalSystem system) {
		this.system = system;
	}

	static Watch start(LocalSystem system) {
		Watch watch = new Watch(system);
		watch.clock.scheduleWithFixedDelay(watch::look, 0, 1, TimeUnit.SECONDS);
		return watch;
	}

	int deadly() {
		return this.deadly.get();
	}

	int sockets() {
		return this.sockets.get();
	}

	private void look() {
		try {
			this.sockets.accumulateAndGet(Connections.establishedTo(this.system.poolerPort()), Math::max);
			List<URI> management = this.system.management();
			for (int i = 0; i < management.size(); i++) {
				probe(management.get(i), "backend-" + (i + 1));
			}
		}
		catch (IOException ex) {
			System.err.println("Cannot watch the system: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Only an answer that says no, or none from a process that runs, is deadly: an
	 * orchestrator kills what answers its probe so.
	 */
	private void probe(URI management, String backend) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(management.resolve("/livez")).timeout(PATIENCE).build();
		try {
			if (this.client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
				this.deadly.incrementAndGet();
			}
		}
		catch (IOException ex) {
			if (runs(backend)) {
				this.deadly.incrementAndGet();
			}
		}
	}

	/**
	 * A process that stands still, has ended or has only just begun is not told from one
	 * that is broken by whether it answers.
	 */
	private boolean runs(String backend) throws IOException {
		try {
			ProcessHandle process = this.system.process(backend);
			boolean young = process.info()
				.startInstant()
				.map((start) -> start.plusSeconds(60).isAfter(java.time.Instant.now()))
				.orElse(true);
			String state = Files.readString(Path.of("/proc/" + process.pid() + "/stat")).replaceAll(".*\\) ", "");
			return !young && !state.startsWith("T");
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
