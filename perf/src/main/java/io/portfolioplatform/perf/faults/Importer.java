package io.portfolioplatform.perf.faults;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.portfolioplatform.perf.faults.FileLedger.State;
import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.Seeder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who imports files in the background, one after the other: for each they open a
 * portfolio, send the file, ask until it is stored, export the portfolio and delete it.
 * What has no good answer is asked for again. A file that was accepted must be stored,
 * whatever becomes of the backend that does it.
 */
final class Importer implements Runnable {

	/**
	 * A backend that is gone is missed after four signs of life that did not come, 60 s,
	 * and what fails is tried again after 10 s, and later each time.
	 */
	static final Duration BOUND = Duration.ofMinutes(3);

	private static final long PAUSE_MILLIS = 3000;

	private static final long LOOK_MILLIS = 500;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final LoadUser user;

	private final Client client;

	private final Findings findings;

	private final Duration bound;

	private final FileLedger ledger = new FileLedger();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private int files;

	Importer(URI url, LoadUser user, Consumer<Answer> answers, Findings findings) {
		this(url, user, answers, findings, BOUND);
	}

	Importer(URI url, LoadUser user, Consumer<Answer> answers, Findings findings, Duration bound) {
		this.user = user;
		this.client = Client.of(url, user, answers);
		this.findings = findings;
		this.bound = bound;
	}

	@Override
	public void run() {
		try {
			do {
				follow(this.user.number() + "/file " + this.files++);
			}
			while (!this.stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** An accepted file is followed to its end. */
	void stop() {
		this.stopped.countDown();
	}

	LoadUser user() {
		return this.user;
	}

	FileLedger ledger() {
		return this.ledger;
	}

	/** An answer that cannot be read is none that they may be given. */
	private void follow(String label) throws InterruptedException {
		try {
			file(label);
		}
		catch (RuntimeException ex) {
			this.findings.add(this.user.number(), "cannot read an answer about " + label + ": " + ex);
		}
	}

	private void file(String label) throws InterruptedException {
		JsonNode portfolio = portfolio(label);
		if (portfolio == null) {
			return;
		}
		String path = "/api/portfolios/" + portfolio.required("id").asString();
		this.ledger.put(label, State.SENT);
		if (!isStored(portfolio.required("id").asString(), label)) {
			return;
		}
		this.ledger.put(label, State.STORED);
		export(path, label);
		this.ledger.put(label, State.GOING);
		String version = "\"" + portfolio.required("version").asInt() + "\"";
		// Not found: an attempt without an answer has deleted it.
		if (ask(() -> this.client.request(path).header("If-Match", version).DELETE(), Set.of(204, 404)) != null) {
			this.ledger.put(label, State.GONE);
		}
	}

	/** A name that is taken was taken by an attempt without an answer. */
	private @Nullable JsonNode portfolio(String name) throws InterruptedException {
		HttpResponse<String> created = ask(() -> this.client.request("/api/portfolios")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\": \"" + name + "\"}")), Set.of(201, 409));
		if (created == null || created.statusCode() == 201) {
			return (created != null) ? MAPPER.readTree(created.body()) : null;
		}
		HttpResponse<String> all = ask(() -> this.client.request("/api/portfolios"), Set.of(200));
		return (all != null) ? MAPPER.readTree(all.body())
			.valueStream()
			.filter((portfolio) -> portfolio.required("name").asString().equals(name))
			.findAny()
			.orElseThrow() : null;
	}

	private boolean isStored(String portfolio, String label) throws InterruptedException {
		HttpResponse<String> accepted = ask(() -> this.client.request("/api/imports?background&portfolio=" + portfolio)
			.header("Content-Type", "multipart/form-data; boundary=line")
			.POST(BodyPublishers.ofString(form(label))), Set.of(202));
		if (accepted == null) {
			return false;
		}
		String id = MAPPER.readTree(accepted.body()).required("id").asString();
		this.ledger.put(label, State.ACCEPTED);
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < this.bound.toNanos()) {
			HttpResponse<String> response = this.client.ask(this.client.request("/api/imports/" + id), Set.of(200));
			JsonNode progress = (response != null && response.statusCode() == 200) ? MAPPER.readTree(response.body())
					: MAPPER.createObjectNode();
			switch (progress.path("state").asString("")) {
				case "DONE" -> {
					return true;
				}
				case "REFUSED" -> {
					return isRefusedAsStored(label, progress.required("answer"));
				}
				default -> TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			}
		}
		this.findings.add(this.user.number(), "waits for " + label + " since " + this.bound);
		return false;
	}

	/** An attempt without an answer has sent the same before. */
	private boolean isRefusedAsStored(String label, JsonNode problem) {
		if (problem.path("status").asInt() == 409) {
			return true;
		}
		this.findings.add(this.user.number(), "was refused " + label + ", which was accepted: " + problem);
		return false;
	}

	private void export(String path, String label) throws InterruptedException {
		HttpResponse<String> response = ask(() -> this.client.request(path + "/export"), Set.of(200));
		if (response == null) {
			return;
		}
		this.findings.judging();
		Map<String, List<Integer>> shown = new HashMap<>();
		for (JsonNode activity : MAPPER.readTree(response.body()).required("activities")) {
			shown.computeIfAbsent(activity.path("comment").asString(""), (comment) -> new ArrayList<>())
				.add(activity.required("quantity").asInt());
		}
		if (!shown.keySet().equals(Set.of(label)) || !FileLedger.isWhole(shown.getOrDefault(label, List.of()))) {
			this.findings.add(this.user.number(), "was shown a wrong export of " + label + ": " + shown);
			return;
		}
		this.ledger.put(label, State.EXPORTED);
	}

	/**
	 * Ask until there is a good answer.
	 * @return the answer, or {@code null} if this person was stopped before it came
	 */
	private @Nullable HttpResponse<String> ask(Supplier<HttpRequest.Builder> request, Set<Integer> wanted)
			throws InterruptedException {
		do {
			HttpResponse<String> response = this.client.ask(request.get(), wanted);
			if (response != null && wanted.contains(response.statusCode())) {
				return response;
			}
		}
		while (!this.stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
		return null;
	}

	private static String form(String label) {
		StringBuilder rows = new StringBuilder("date,type,symbol,quantity,unitPrice,currency,comment\n");
		for (int row = 1; row <= FileLedger.ROWS; row++) {
			rows.append("2007-06-01,buy,MSFT,").append(row).append(",30,USD,").append(label).append('\n');
		}
		return Seeder.form(label.replace('/', '-') + ".csv", rows.toString());
	}

}
