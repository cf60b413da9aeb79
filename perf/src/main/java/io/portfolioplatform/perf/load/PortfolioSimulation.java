package io.portfolioplatform.perf.load;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpDsl;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import org.apache.commons.math3.distribution.ZipfDistribution;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * What people ask of the portfolio tracker, in an open model: users arrive at a rate that
 * does not depend on how fast they are answered. Of 100 requests 70 are for the overview,
 * 15 for market data, 10 for the performance and 5 enter an activity.
 */
public final class PortfolioSimulation extends Simulation {

	/** Of 100 requests, as {@code load-test.yml} says too. */
	static final double OVERVIEWS = 70;

	static final double MARKET_DATA = 15;

	static final double PERFORMANCES = 10;

	static final double WRITES = 5;

	/** What is asked for, which that file names too. */
	static final String OVERVIEW = "/api/dashboard/overview";

	static final String QUOTES = "/api/market-data/#{symbol}";

	static final String PERFORMANCE = "/api/portfolios/#{portfolio}/performance?range=MAX";

	static final String ACTIVITIES = "/api/portfolios/#{portfolio}/activities";

	/** What is written. */
	static final String ACTIVITY = "{\"date\":\"2007-06-01\",\"type\":\"BUY\",\"symbol\":\"#{symbol}\",\"quantity\":\"1\","
			+ "\"unitPrice\":\"50\",\"currency\":\"USD\"}";

	/** Who asks, with every request. */
	static final Map<String, String> PERSON = Map.of("Authorization", "Bearer #{token}", "X-Forwarded-For",
			"#{address}");

	/** Who comes after the rate was reached. */
	static final String PEOPLE = "people";

	/** Said when the rate is reached, and when it has been kept for long enough. */
	static final String BELL = "The bell rings";

	private final double rate = Double.parseDouble(System.getProperty("load.rate"));

	private final Queue<Long> sent = new ConcurrentLinkedQueue<>();

	/**
	 * Create the simulation from the system properties {@code load.url},
	 * {@code load.users} (a CSV file), {@code load.first} (how many of them come),
	 * {@code load.rate} (arrivals per second), {@code load.ramp} and
	 * {@code load.seconds}.
	 */
	public PortfolioSimulation() {
		Duration ramp = seconds("load.ramp");
		Duration time = seconds("load.seconds");
		setUp(scenario("rise").feed(users())
			.exec(mix())
			.injectOpen(CoreDsl.rampUsersPerSec(1).to(this.rate).during(ramp)),
				scenario("people").feed(users())
					.exec(now())
					.exec(group(PEOPLE).on(mix()))
					.injectOpen(nothingFor(ramp), CoreDsl.constantUsersPerSec(this.rate).during(time)),
				scenario("bell").exec(bell())
					.injectOpen(nothingFor(ramp), atOnceUsers(1), nothingFor(time), atOnceUsers(1)))
			.protocols(protocol())
			.assertions(figures());
	}

	/** Says when people really came: Gatling's own figures do not. */
	@Override
	public void after() {
		System.out.print(Arrivals.of(this.sent, this.rate).lines());
	}

	private ChainBuilder now() {
		return exec((session) -> {
			this.sent.add(System.nanoTime());
			return session;
		});
	}

	/**
	 * Nothing is expected of them: an assertion is what Gatling writes figures of a group
	 * for.
	 */
	private static List<Assertion> figures() {
		Assertion.WithPath people = details(PEOPLE);
		return List.of(people.allRequests().count().gte(0L), people.failedRequests().count().gte(0L),
				people.responseTime().percentile(50).gte(0), people.responseTime().percentile(95).gte(0),
				people.responseTime().percentile(99).gte(0));
	}

	private static ChainBuilder bell() {
		return exec((session) -> {
			System.out.println(BELL);
			return session;
		});
	}

	private static HttpProtocolBuilder protocol() {
		return http.baseUrl(System.getProperty("load.url")).shareConnections().disableWarmUp().headers(PERSON);
	}

	private static Iterator<Map<String, Object>> users() {
		List<Map<String, Object>> all = csv(System.getProperty("load.users")).readRecords();
		ZipfDistribution zipf = new ZipfDistribution(Integer.getInteger("load.first"), LoadPlan.ZIPF_EXPONENT);
		return Stream.generate(() -> all.get(zipf.sample() - 1)).iterator();
	}

	private static ChainBuilder mix() {
		return CoreDsl.randomSwitch()
			.on(percent(OVERVIEWS).then(exec(http("overview").get(OVERVIEW).check(status().is(200)))),
					percent(MARKET_DATA).then(exec(http("market data").get(QUOTES).check(status().is(200)))),
					percent(PERFORMANCES).then(exec(http("performance").get(PERFORMANCE).check(status().is(200)))),
					percent(WRITES).then(exec(HttpDsl.http("write")
						.post(ACTIVITIES)
						.header("Content-Type", "application/json")
						.body(CoreDsl.StringBody(ACTIVITY))
						.check(status().is(201)))));
	}

	private static Duration seconds(String property) {
		return Duration.ofSeconds(Long.getLong(property, 1));
	}

}
