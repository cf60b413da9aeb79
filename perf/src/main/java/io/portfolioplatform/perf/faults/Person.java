package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.Seeder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who buys one share after the other and looks at the overview after each. What
 * is shown must be theirs and hold every share whose purchase was acknowledged. A
 * purchase without an answer is sent again with the same key until there is one.
 */
final class Person implements Runnable {

	private static final String POSITION = "Platform-Cache-Position";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** A second for the journal, one for the stream, and one to spare. */
	private static final Duration BOUND = Duration.ofSeconds(3);

	private static final long PAUSE_MILLIS = 500;

	private static final int CREATED = 201;

	private static final int REFUSED = 429;

	private static final int UNAVAILABLE = 503;

	/** Shares that each person starts with: a number that tells them from the others. */
	private static final int APART = 100_000;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper mapper = new JsonMapper();

	private final URI url;

	private final LoadUser user;

	private final Consumer<Answer> answers;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Findings findings;

	private String portfolio = "";

	private final Set<Long> acknowledged = new HashSet<>();

	private @Nullable String position;

	/** When purchases were made whose position nobody told. */
	private final Queue<Long> untold = new ArrayDeque<>();

	Person(URI url, LoadUser user, Consumer<Answer> answers, Findings findings) {
		this.url = url;
		this.user = user;
		this.answers = answers;
		this.findings = findings;
	}

	/**
	 * Buy what tells this person from the others.
	 * @param seeder imports it
	 */
	void begin(Seeder seeder) {
		this.portfolio = seeder.seed(this.user,
				"date,type,symbol,quantity,unitPrice,currency\n2007-05-31,buy,MSFT," + first() + ",30,USD\n");
	}

	@Override
	public void run() {
		try {
			while (!this.stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
				buy();
				look();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void stop() {
		this.stopped.countDown();
	}

	private void buy() throws InterruptedException {
		String key = UUID.randomUUID().toString();
		while (true) {
			HttpResponse<String> response = ask(purchase(key), CREATED);
			if (response != null && response.statusCode() == CREATED) {
				this.acknowledged.add(this.mapper.readTree(response.body()).required("id").asLong());
				Optional<String> told = response.headers().firstValue(POSITION);
				this.position = told.orElse(this.position);
				if (told.isEmpty()) {
					this.untold.add(System.nanoTime());
				}
				return;
			}
			// Without an answer nobody knows whether the share was bought: only the same
			// key finds out, however long it takes.
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
	}

	private void look() throws InterruptedException {
		HttpRequest.Builder request = request("/api/dashboard/overview").GET();
		if (this.position != null) {
			request.header(POSITION, this.position);
		}
		long certain = certain();
		HttpResponse<String> response = ask(request, 200);
		if (response != null && response.statusCode() == 200) {
			judge(shown(response.body()), certain);
		}
	}

	/**
	 * How many purchases must be shown: those whose position is sent with the request,
	 * and those that were made so long ago that everybody has heard of them.
	 */
	private long certain() {
		while (!this.untold.isEmpty() && System.nanoTime() - this.untold.element() > BOUND.toNanos()) {
			this.untold.remove();
		}
		return (long) this.acknowledged.size() - this.untold.size();
	}

	private void judge(long shown, long certain) {
		if (shown / APART != this.user.number() + 1) {
			this.findings.foreign("person " + this.user.number() + " was shown " + shown);
		}
		else if (shown - first() < certain) {
			this.findings.old("person " + this.user.number() + " knew of " + certain + " purchases and was shown "
					+ (shown - first()));
		}
	}

	/**
	 * Return whose purchases these are.
	 */
	UUID id() {
		return this.user.id();
	}

	/**
	 * Return the purchases that were acknowledged.
	 * @return their identifiers
	 */
	Set<Long> acknowledged() {
		return this.acknowledged;
	}

	private long shown(String overview) {
		for (JsonNode holding : this.mapper.readTree(overview).required("topHoldings")) {
			if ("MSFT".equals(holding.required("symbol").asString())) {
				return new BigDecimal(holding.required("quantity").asString()).longValueExact();
			}
		}
		return 0;
	}

	private @Nullable HttpResponse<String> ask(HttpRequest.Builder request, int wanted) throws InterruptedException {
		long begun = System.nanoTime();
		try {
			HttpResponse<String> response = send(request);
			int status = response.statusCode();
			boolean refused = status == REFUSED
					|| (status == UNAVAILABLE && response.headers().firstValue("Retry-After").isPresent());
			note((status == wanted) ? Answer.Kind.OK : refused ? Answer.Kind.REFUSED : Answer.Kind.BROKEN,
					Integer.toString(status), begun);
			return response;
		}
		catch (IOException ex) {
			note(Answer.Kind.BROKEN, ex.getClass().getSimpleName(), begun);
			return null;
		}
	}

	private void note(Answer.Kind kind, String detail, long begun) {
		long now = System.nanoTime();
		this.answers.accept(new Answer(this.user.number(), kind, detail, now - begun, now));
	}

	private HttpRequest.Builder purchase(String key) {
		return request("/api/portfolios/" + this.portfolio + "/activities").header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(
					"{\"date\":\"2007-06-01\",\"type\":\"BUY\",\"symbol\":\"MSFT\",\"quantity\":\"1\",\"unitPrice\":\"30\",\"currency\":\"USD\"}"));
	}

	private long first() {
		return (this.user.number() + 1L) * APART;
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.url.resolve(path))
			.timeout(PATIENCE)
			.header("Authorization", "Bearer " + this.user.token())
			.header("X-Forwarded-For", this.user.address());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

}
