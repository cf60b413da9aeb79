package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Clients that write activities one after another, each on a connection of its own that
 * it keeps, and that never try again. Every second one sends an {@code Idempotency-Key}.
 * Each activity has a comment of its own, so that what was stored can be counted.
 */
final class PostLoad implements AutoCloseable {

	/**
	 * Long enough that the machine is not busy with the load, whatever starts beside it.
	 */
	private static final Duration PAUSE = Duration.ofMillis(400);

	private static final Pattern ID = Pattern.compile("\"portfolioId\":\"([^\"]+)\"");

	private static final Pattern COMMENT = Pattern.compile("\"comment\":\"(load [^\"]+)\"");

	private final Set<String> answered = ConcurrentHashMap.newKeySet();

	private final Queue<String> lost = new ConcurrentLinkedQueue<>();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<User> users = new ArrayList<>();

	private final List<Thread> clients;

	private PostLoad(String url, List<String> tokens, int clients) throws IOException, InterruptedException {
		for (String token : tokens) {
			this.users.add(new User(token, url + "/api/portfolios/" + newPortfolio(url, token)));
		}
		this.clients = IntStream.range(0, clients).mapToObj((number) -> new Thread(() -> send(number))).toList();
	}

	/**
	 * Starts sending.
	 * @param url where the system is
	 * @param tokens those of its users: one for eight clients stays below the limit by
	 * user, which is not the question here
	 * @param clients how many send
	 */
	static PostLoad start(String url, List<String> tokens, int clients) throws IOException, InterruptedException {
		PostLoad load = new PostLoad(url, tokens, clients);
		load.clients.forEach(Thread::start);
		return load;
	}

	/**
	 * An import makes the portfolio; its one activity has no comment.
	 */
	private String newPortfolio(String url, String token) throws IOException, InterruptedException {
		String file = "date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy,MSFT,1,26,USD\n";
		String body = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"load.csv\"\r\n\r\n" + file
				+ "\r\n--part--\r\n";
		String report = this.client
			.send(authorized(token, url + "/api/imports").header("Content-Type", "multipart/form-data; boundary=part")
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString())
			.body();
		Matcher id = ID.matcher(report);
		if (!id.find()) {
			throw new IllegalStateException("No portfolio in " + report);
		}
		return id.group(1);
	}

	private void send(int number) {
		HttpClient own = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		while (this.stopped.getCount() > 0) {
			String comment = "load " + UUID.randomUUID();
			try {
				int status = own.send(write(number, comment), BodyHandlers.discarding()).statusCode();
				if (status == 201) {
					this.answered.add(comment);
				}
				else {
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

	private HttpRequest write(int number, String comment) {
		// Each client has an address of its own: the limit by address is not the
		// question here.
		User user = this.users.get(number % this.users.size());
		HttpRequest.Builder request = authorized(user.token(), user.portfolio() + "/activities")
			.header("X-Forwarded-For", "192.0.2." + (number + 1))
			.header("Content-Type", "application/json");
		if (number % 2 == 0) {
			request.header("Idempotency-Key", UUID.randomUUID().toString());
		}
		return request
			.POST(BodyPublishers.ofString("{\"type\":\"BUY\",\"date\":\"2006-01-04\",\"symbol\":\"MSFT\","
					+ "\"quantity\":1,\"unitPrice\":26.97,\"currency\":\"USD\",\"comment\":\"" + comment + "\"}"))
			.build();
	}

	private static HttpRequest.Builder authorized(String token, String uri) {
		return HttpRequest.newBuilder(URI.create(uri))
			.timeout(Duration.ofSeconds(60))
			.header("Authorization", "Bearer " + token);
	}

	/**
	 * Return how many writes were answered with 201.
	 */
	int answered() {
		return this.answered.size();
	}

	/**
	 * Return what the database holds that it should not, or lacks: activities that no
	 * client was told of or that are there twice, and those that a client was told of and
	 * are not there.
	 */
	List<String> wronglyStored() throws IOException, InterruptedException {
		List<String> stored = new ArrayList<>();
		for (User user : this.users) {
			String export = this.client
				.send(authorized(user.token(), user.portfolio() + "/export").build(), BodyHandlers.ofString())
				.body();
			COMMENT.matcher(export).results().forEach((comment) -> stored.add(comment.group(1)));
		}
		List<String> wrong = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		stored.forEach((comment) -> {
			if (!seen.add(comment)) {
				wrong.add("twice: " + comment);
			}
			else if (!this.answered.contains(comment)) {
				wrong.add("not answered: " + comment);
			}
		});
		this.answered.stream()
			.filter((comment) -> !seen.contains(comment))
			.forEach((comment) -> wrong.add("lost: " + comment));
		return wrong;
	}

	/**
	 * Return what is printed of it.
	 * @param during what happened meanwhile
	 */
	String summary(String during) {
		return "%s: %d requests, %d failed".formatted(during, answered() + this.lost.size(), this.lost.size());
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

	/**
	 * Whose activities are written.
	 *
	 * @param token the access token
	 * @param portfolio the URL of the portfolio
	 */
	private record User(String token, String portfolio) {

	}

}
