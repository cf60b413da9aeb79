package io.portfolioplatform.perf.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Requests at a fixed rate that does not wait for answers, as a crowd does not. Times
 * count from when a request was due.
 */
final class Load {

	static final Duration IN_TIME = Duration.ofMillis(500);

	static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final int NO_ANSWER = 0;

	private final Queue<Long> admitted = new ConcurrentLinkedQueue<>();

	private final Queue<Long> refused = new ConcurrentLinkedQueue<>();

	/** Of each the time after which its client gives up. */
	private final Queue<Long> lost = new ConcurrentLinkedQueue<>();

	private Load() {
	}

	static Outcome offer(URI uri, int rate, int seconds) {
		Load load = new Load();
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
		List<CompletableFuture<?>> open = new ArrayList<>();
		long start = System.nanoTime();
		for (int i = 0; i < rate * seconds; i++) {
			long due = start + i * (TimeUnit.SECONDS.toNanos(1) / rate);
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			open.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
				.thenApply(HttpResponse::statusCode)
				.exceptionally((failure) -> NO_ANSWER)
				.thenAccept((status) -> load.note(status, System.nanoTime() - due)));
		}
		open.forEach(CompletableFuture::join);
		return load.outcome(seconds);
	}

	private void note(int status, long nanos) {
		switch (status) {
			case 200 -> this.admitted.add(nanos);
			case 503 -> this.refused.add(nanos);
			default -> this.lost.add(PATIENCE.toNanos());
		}
	}

	private Outcome outcome(int seconds) {
		double[] sent = this.refused.stream().mapToDouble(Long::doubleValue).toArray();
		long inTime = this.admitted.stream().filter((nanos) -> nanos <= IN_TIME.toNanos()).count();
		// Without those that gave up it would look the better the fewer are served.
		double[] waited = Stream.concat(this.admitted.stream(), this.lost.stream())
			.mapToDouble(Long::doubleValue)
			.toArray();
		return new Outcome((double) inTime / seconds, percentile(waited, 95), (double) sent.length / seconds,
				percentile(sent, 50), (double) this.lost.size() / seconds);
	}

	private static double percentile(double[] nanos, int percent) {
		return (nanos.length > 0) ? StatUtils.percentile(nanos, percent) / 1e6 : Double.NaN;
	}

	/**
	 * What clients saw.
	 *
	 * @param goodput answers in time, a second
	 * @param p95Millis 95th percentile of what was not refused, in milliseconds, with
	 * {@link #PATIENCE} for what was lost; NaN without any
	 * @param refused requests refused, a second
	 * @param refusalMillis median time to a refusal, in milliseconds; NaN without any
	 * @param lost requests without an answer, or with one that is neither good nor a
	 * refusal, a second
	 */
	record Outcome(double goodput, double p95Millis, double refused, double refusalMillis, double lost) {

	}

}
