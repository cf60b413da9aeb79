package io.portfolioplatform.perf.faults;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.Seeder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who buys shares, changes and deletes what they bought, and looks at it after
 * each. A write without a good answer is sent again until there is one: a purchase with
 * the same key, a change or deletion with the same version.
 */
final class Person implements Runnable {

	private static final String POSITION = "Platform-Cache-Position";

	private static final Set<Integer> FOUND = Set.of(200);

	private static final Set<Integer> EITHER = Set.of(200, 404);

	private static final long PAUSE_MILLIS = 500;

	/** Activities that somebody keeps at most: all of them fit on a page. */
	private static final int MOST = 40;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final LoadUser user;

	private final Client client;

	private final Random random;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Ledger ledger = new Ledger(System::nanoTime);

	private final Oracle oracle;

	private final Map<String, Write.Activity> own = new LinkedHashMap<>();

	private String portfolio = "";

	private @Nullable String position;

	private int writes;

	private int looks;

	Person(URI url, LoadUser user, Consumer<Answer> answers, BigDecimal price, Findings findings) {
		this.user = user;
		this.client = Client.of(url, user, answers);
		this.random = new Random(user.number());
		this.oracle = new Oracle(user.number(), this.ledger, price, findings);
	}

	/**
	 * Buy what tells this person from the others.
	 * @param seeder imports it
	 */
	void begin(Seeder seeder) {
		this.portfolio = seeder.seed(this.user, "date,type,symbol,quantity,unitPrice,currency\n2007-05-31,buy,MSFT,"
				+ this.oracle.begin() + ",30,USD\n");
	}

	@Override
	public void run() {
		try {
			while (!this.stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
				write();
				lookAtOverview();
				if (this.writes % 2 == 0) {
					lookAtActivities();
				}
				else {
					lookAtPerformance();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void stop() {
		this.stopped.countDown();
	}

	UUID id() {
		return this.user.id();
	}

	LoadUser user() {
		return this.user;
	}

	Ledger ledger() {
		return this.ledger;
	}

	/**
	 * Without an answer nobody knows whether it was done: only the same once more finds
	 * out, however long it takes. Who stops meanwhile stays in doubt.
	 */
	private void write() throws InterruptedException {
		Write write = next();
		this.ledger.begin(write.activity().label(), write.quantity());
		while (!attempt(write)) {
			if (this.stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
				return;
			}
			lookAtOverview();
		}
	}

	/** Of four writes two are purchases, one is a change and one a deletion. */
	private Write next() {
		int turn = this.writes++ % 4;
		List<Write.Activity> activities = List.copyOf(this.own.values());
		boolean delete = turn == 3 || activities.size() >= MOST;
		if (activities.isEmpty() || (turn < 2 && !delete)) {
			return new Write(Write.Kind.PURCHASE,
					new Write.Activity(this.oracle.label(UUID.randomUUID().toString()), 0, 0), quantity());
		}
		Write.Activity activity = activities.get(this.random.nextInt(activities.size()));
		return new Write(delete ? Write.Kind.DELETION : Write.Kind.CHANGE, activity, delete ? 0 : quantity());
	}

	private int quantity() {
		return 1 + this.random.nextInt(99);
	}

	private boolean attempt(Write write) throws InterruptedException {
		HttpResponse<String> response = this.client.ask(write.to(this.client, this.portfolio), write.kind().wanted());
		if (response == null || !write.kind().wanted().contains(response.statusCode())) {
			return false;
		}
		if (response.statusCode() != write.kind().done()) {
			return wasDone(write);
		}
		Optional<String> told = response.headers().firstValue(POSITION);
		this.position = told.orElse(this.position);
		done(write, response.body(), told.isPresent());
		return true;
	}

	/** An earlier attempt must have done what this one is refused for. */
	private boolean wasDone(Write write) throws InterruptedException {
		HttpResponse<String> response = this.client
			.ask(this.client.request(path("/activities/" + write.activity().id())), EITHER);
		if (response == null || !EITHER.contains(response.statusCode())) {
			return false;
		}
		if (!write.isDone(response.body())) {
			this.oracle.refused(write, response.body());
			return false;
		}
		done(write, response.body(), false);
		return true;
	}

	private void done(Write write, String body, boolean told) {
		String label = write.activity().label();
		if (write.kind() == Write.Kind.DELETION) {
			this.own.remove(label);
		}
		else {
			JsonNode activity = MAPPER.readTree(body);
			this.own.put(label,
					new Write.Activity(label, activity.required("id").asLong(), activity.required("version").asInt()));
		}
		this.ledger.acknowledge(told);
	}

	private void lookAtOverview() throws InterruptedException {
		look("/api/dashboard/overview", this.oracle::overview);
	}

	private void lookAtPerformance() throws InterruptedException {
		look(path("/performance?range=1W"), this.oracle::performance);
	}

	/** Every second time as from another device, which knows of no position. */
	private void look(String path, ObjIntConsumer<String> judge) throws InterruptedException {
		boolean apart = this.looks++ % 2 == 1;
		int known = apart ? this.ledger.old() : this.ledger.known();
		look(path, apart ? null : this.position, (body) -> judge.accept(body, known));
	}

	/** Nothing is remembered of them: they are what the database holds. */
	private void lookAtActivities() throws InterruptedException {
		int known = this.ledger.acknowledged();
		look(path("/activities?limit=200"), this.position, (body) -> this.oracle.activities(body, known));
	}

	private void look(String path, @Nullable String position, Consumer<String> judge) throws InterruptedException {
		HttpRequest.Builder request = this.client.request(path);
		if (position != null) {
			request.header(POSITION, position);
		}
		HttpResponse<String> response = this.client.ask(request, FOUND);
		if (response != null && response.statusCode() == 200) {
			judge.accept(response.body());
		}
	}

	private String path(String rest) {
		return "/api/portfolios/" + this.portfolio + rest;
	}

}
