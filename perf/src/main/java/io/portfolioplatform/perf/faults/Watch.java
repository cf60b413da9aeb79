package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.perf.load.LocalSystem;

/**
 * Asks every backend once a second whether it is alive, and counts its connections.
 */
final class Watch implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "watch");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicInteger looks = new AtomicInteger();

	private final AtomicInteger deadly = new AtomicInteger();

	/** Written by the clock only. */
	private volatile Sockets sockets = Sockets.NONE;

	private final Set<Long> started = new HashSet<>();

	private final LocalSystem system;

	private final LinkFaults links;

	Watch(LocalSystem system, LinkFaults links) {
		this.system = system;
		this.links = links;
	}

	/**
	 * Watch a system.
	 * @param system the system
	 * @param links other ways to what its backends use
	 */
	static Watch start(LocalSystem system, LinkFaults links) {
		Watch watch = new Watch(system, links);
		Future<?> unused = watch.clock.scheduleWithFixedDelay(watch::look, 0, 1, TimeUnit.SECONDS);
		return watch;
	}

	Sight sight() {
		return new Sight(this.looks.get(), this.deadly.get(), this.sockets);
	}

	/** A look that fails does not count, and must not end those that follow. */
	void look() {
		try {
			this.sockets = this.sockets.max(this.links.sockets(this.system));
			List<URI> management = this.system.management();
			for (int i = 0; i < management.size(); i++) {
				probe(management.get(i), "backend-" + (i + 1));
			}
			this.looks.incrementAndGet();
		}
		catch (IOException | RuntimeException ex) {
			System.err.println("Cannot watch the system: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Only a process that has answered before can be found dead: until then an
	 * orchestrator asks whether it has started. One that stands still is no more alive
	 * than one that has ended.
	 */
	private void probe(URI management, String backend) throws IOException, InterruptedException {
		ProcessHandle process = this.system.processes().get(backend);
		if (process == null || standsStill(process)) {
			return;
		}
		HttpRequest request = HttpRequest.newBuilder(management.resolve("/livez")).timeout(PATIENCE).build();
		if (status(request) == 200) {
			this.started.add(process.pid());
		}
		else if (this.started.contains(process.pid()) && !ends(process) && !standsStill(process)) {
			this.deadly.incrementAndGet();
		}
	}

	/** The probe may have met a process that was being killed. */
	private static boolean ends(ProcessHandle process) {
		return process.onExit()
			.thenApply((ended) -> true)
			.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	private int status(HttpRequest request) throws InterruptedException {
		try {
			return this.client.send(request, BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static boolean standsStill(ProcessHandle process) throws IOException {
		Path status = Path.of("/proc/" + process.pid() + "/stat");
		return !Files.exists(status) || Files.readString(status).replaceAll(".*\\) ", "").startsWith("T");
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	/**
	 * What was seen.
	 *
	 * @param looks how often somebody looked
	 * @param deadly liveness probes that failed although the process was alive
	 * @param sockets most connections at a time
	 */
	record Sight(int looks, int deadly, Sockets sockets) {

		static final Sight NONE = new Sight(0, 0, Sockets.NONE);

	}

}
