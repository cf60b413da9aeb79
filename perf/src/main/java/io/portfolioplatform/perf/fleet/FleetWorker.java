package io.portfolioplatform.perf.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JVM with some pods of the fleet. It does what its standard input says, and ends with
 * it.
 */
final class FleetWorker {

	private final Map<String, CompletableFuture<Pod>> pods = new ConcurrentHashMap<>();

	private final Counts counts = new Counts();

	private final Strategy strategy;

	private final Settings settings;

	private final String url;

	private FleetWorker(Strategy strategy, Settings settings, String url) {
		this.strategy = strategy;
		this.settings = settings;
		this.url = url;
	}

	/**
	 * Runs the worker.
	 * @param args strategy, URL and settings
	 * @throws IOException if the parent cannot be heard
	 */
	public static void main(String[] args) throws IOException {
		int[] numbers = new int[7];
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = Integer.parseInt(args[2 + i]);
		}
		new FleetWorker(Strategy.valueOf(args[0]),
				new Settings(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]),
				args[1])
			.run();
	}

	private void run() throws IOException {
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		ScheduledFuture<?> telling = clock.scheduleAtFixedRate(this::tell, 200, 200, TimeUnit.MILLISECONDS);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = commands.readLine(); line != null; line = commands.readLine()) {
			String[] words = line.split(" ", -1);
			Thread thread = new Thread(() -> execute(words));
			thread.setDaemon(true);
			thread.start();
		}
		telling.cancel(true);
		Runtime.getRuntime().halt(0);
	}

	private void execute(String[] words) {
		switch (words[0]) {
			case "start" -> start(words[1], Integer.parseInt(words[2]));
			case "stop" -> stop(words[1]);
			default -> running().forEach((pod) -> pod.replicas(Integer.parseInt(words[1])));
		}
	}

	private void start(String name, int replicas) {
		String own = this.url + "&ApplicationName=" + name;
		Pod pod = (this.strategy == Strategy.LEASED) ? new LeasedPod(this.counts, name, own, this.settings.properties())
				: new PlainPod(this.counts, name, own, this.strategy, this.settings, replicas);
		pod.start();
		future(name).complete(pod);
	}

	/**
	 * A pod may be told to stop before it has started.
	 */
	private void stop(String name) {
		Pod pod = future(name).join();
		this.pods.remove(name);
		long refused = pod.refused();
		pod.close();
		this.counts.refused(refused);
	}

	private CompletableFuture<Pod> future(String name) {
		return this.pods.computeIfAbsent(name, (pod) -> new CompletableFuture<>());
	}

	private Stream<Pod> running() {
		return this.pods.values().stream().filter(CompletableFuture::isDone).map(CompletableFuture::join);
	}

	private void tell() {
		this.counts.tell(running().mapToLong(Pod::refused).sum());
	}

}
