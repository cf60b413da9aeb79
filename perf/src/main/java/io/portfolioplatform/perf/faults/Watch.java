package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.portfolioplatform.perf.load.LocalSystem;
import org.jspecify.annotations.Nullable;

/**
 * Asks every backend once a second whether it is alive, and counts its connections.
 */
final class Watch implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final String BACKEND = "backend-";

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "watch");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicInteger looks = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final AtomicInteger deadly = new AtomicInteger();

	/** Written by the clock only. */
	private volatile Sockets sockets = Sockets.NONE;

	private final Set<Long> started = ConcurrentHashMap.newKeySet();

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
		Future<?> unused = watch.clock.scheduleAtFixedRate(watch::look, 0, 1, TimeUnit.SECONDS);
		return watch;
	}

	Sight sight() {
		return new Sight(this.looks.get(), this.failed.get(), this.deadly.get(), this.sockets);
	}

	/** A look that fails is told of, and must not end those that follow. */
	void look() {
		try {
			this.sockets = this.sockets.max(this.links.sockets(this.system));
			Map<String, ProcessHandle> processes = this.system.processes();
			if (processes.keySet().stream().noneMatch((name) -> name.startsWith(BACKEND))) {
				throw new IllegalStateException("no backend runs");
			}
			List<URI> management = this.system.management();
			CompletableFuture
				.allOf(IntStream.range(0, management.size())
					.mapToObj((i) -> probe(management.get(i), processes.get(BACKEND + (i + 1))))
					.toArray(CompletableFuture[]::new))
				.join();
			this.looks.incrementAndGet();
		}
		catch (IOException | RuntimeException ex) {
			this.failed.incrementAndGet();
			System.err.println("Cannot watch the system: " + ex);
		}
	}

	/**
	 * Only a process that has answered before can be found dead: until then an
	 * orchestrator asks whether it has started. One that stands still is no more alive
	 * than one that has ended.
	 */
	private CompletableFuture<Void> probe(URI management, @Nullable ProcessHandle process) {
		if (process == null || standsStill(process)) {
			return CompletableFuture.completedFuture(null);
		}
		HttpRequest request = HttpRequest.newBuilder(management.resolve("/livez")).timeout(PATIENCE).build();
		return this.client.sendAsync(request, BodyHandlers.discarding())
			.handle((response, failure) -> response != null && response.statusCode() == 200)
			.thenCompose((alive) -> alive ? note(process) : judge(process));
	}

	private CompletableFuture<Void> note(ProcessHandle process) {
		this.started.add(process.pid());
		return CompletableFuture.completedFuture(null);
	}

	/** The probe may have met a process that was being killed. */
	private CompletableFuture<Void> judge(ProcessHandle process) {
		return process.onExit()
			.thenApply((ended) -> true)
			.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
			.thenAccept((ended) -> {
				if (!ended && this.started.contains(process.pid()) && !standsStill(process)) {
					this.deadly.incrementAndGet();
				}
			});
	}

	private static boolean standsStill(ProcessHandle process) {
		try {
			String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
			return status.replaceAll(".*\\) ", "").startsWith("T");
		}
		catch (NoSuchFileException ex) {
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	/**
	 * What was seen.
	 *
	 * @param looks how often somebody looked
	 * @param failed how often somebody could not
	 * @param deadly liveness probes that failed although the process was alive
	 * @param sockets most connections at a time
	 */
	record Sight(int looks, int failed, int deadly, Sockets sockets) {

		static final Sight NONE = new Sight(0, 0, 0, Sockets.NONE);

	}

}
