package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that send POSTs one after another, each on a connection of its own that it
 * keeps, and that never try again. Every second one sends an {@code Idempotency-Key}. The
 * application has something against each of the bodies and says so: what counts is that
 * it answers.
 */
final class PostLoad implements AutoCloseable {

	/**
	 * Long enough that the machine is not busy with the load, whatever starts beside it.
	 */
	private static final Duration PAUSE = Duration.ofMillis(400);

	private final AtomicInteger answered = new AtomicInteger();

	private final Queue<String> lost = new ConcurrentLinkedQueue<>();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final URI uri;

	private final String token;

	private final List<Thread> clients;

	private PostLoad(String url, String token, int clients) {
		this.uri = URI.create(url + "/api/portfolios/" + UUID.randomUUID() + "/activities");
		this.token = token;
		this.clients = IntStream.range(0, clients).mapToObj((number) -> new Thread(() -> send(number))).toList();
	}

	static PostLoad start(String url, String token, int clients) {
		PostLoad load = new PostLoad(url, token, clients);
		load.clients.forEach(Thread::start);
		return load;
	}

	private void send(int number) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		while (this.stopped.getCount() > 0) {
			try {
				int status = client.send(request(number), BodyHandlers.discarding()).statusCode();
				this.answered.incrementAndGet();
				// No such portfolio, or no such activity: a backend looked at it.
				if (status != 404 && status != 400) {
					this.lost.add("status " + status);
				}
			}
			catch (IOException ex) {
				this.lost.add(ex.toString());
			}
			catch (InterruptedException ex) {
				return;
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	private HttpRequest request(int number) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.uri)
			.timeout(Duration.ofSeconds(60))
			// Each client has an address of its own: the limit by address is not the
			// question here.
			.header("X-Forwarded-For", "192.0.2." + (number + 1))
			.header("Authorization", "Bearer " + this.token)
			.header("Content-Type", "application/json");
		if (number % 2 == 0) {
			request.header("Idempotency-Key", UUID.randomUUID().toString());
		}
		return request.POST(BodyPublishers.ofString("{\"type\":\"BUY\",\"date\":\"2006-01-04\",\"symbol\":\"MSFT\","
				+ "\"quantity\":1,\"unitPrice\":26.97,\"currency\":\"USD\"}"))
			.build();
	}

	int answered() {
		return this.answered.get();
	}

	List<String> lost() {
		return List.copyOf(this.lost);
	}

	void stop() throws InterruptedException {
		this.stopped.countDown();
		for (Thread client : this.clients) {
			client.join();
		}
	}

	@Override
	public void close() {
		this.stopped.countDown();
	}

}
