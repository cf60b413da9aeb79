package io.portfolioplatform.app.database;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.marketdata.MarketDataChanged;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.dbpool.RepeatedStatements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No answer asks the database once for each of its rows. The pool's meter counts every
 * statement, those outside of a transaction too; nothing is answered from a cache, and no
 * job runs meanwhile.
 */
@IntegrationTest
class StatementsOfAnswersTests {

	private static final List<String> SYMBOLS = List.of("AAPL", "AIG", "AMZN", "AXP", "BA", "BAC", "CAJ", "CAT", "CL",
			"CMCSA", "COP", "CSCO", "CVS", "CVX", "DD", "DELL", "F", "GD", "GE", "GS", "GSK", "HD", "HMC", "HPQ", "IBM",
			"JPM", "KMB", "KO", "MAR");

	/** How often the same statement may be part of one answer, far from once a row. */
	private static final long MOST = 5;

	private static final String FILE = SYMBOLS.stream()
		.map((symbol) -> "2006-01-04,buy," + symbol + ",1,20,USD,1,Account of " + symbol + "\n")
		.collect(Collectors.joining("", "date,type,symbol,quantity,unitPrice,currency,fee,account\n", ""));

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ImportService imports;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private RepeatedStatements repeated;

	@Autowired
	private Scheduler jobs;

	private final UserId user = Users.fresh();

	@BeforeEach
	void pauseJobs() {
		this.jobs.pause();
		await().atMost(Duration.ofMinutes(1)).until(() -> this.jobs.getCurrentlyExecuting().isEmpty());
		this.repeated.clear();
	}

	@AfterEach
	void resumeJobs() {
		this.jobs.resume();
	}

	@Test
	void areAsManyHoweverManyRowsThereAre(@Value("${platform.db-pool.repeats.threshold:20}") int threshold) {
		assertThat(SYMBOLS).hasSizeGreaterThan(threshold);
		Map<String, Long> before = counts();
		String own = "/api/portfolios/" + importFile("a.csv");
		assertThat(since(before)).as("an import that makes accounts and instruments").allSatisfy(this::isFew);
		SYMBOLS.forEach(this::create);
		for (String path : List.of("/api/dashboard/overview", "/api/dashboard/holdings", "/api/dashboard/accounts",
				"/api/portfolios", own, own + "/holdings", own + "/holdings?date=2006-06-30&costMethod=AVERAGE",
				own + "/performance?range=1M", own + "/performance?range=MAX&benchmark=^GSPC", own + "/metrics",
				own + "/export", own + "/activities", own + "/activities?symbol=KO", "/api/jobs", "/api/imports",
				"/api/audit")) {
			this.events.publishEvent(new MarketDataChanged());
			Map<String, Long> start = counts();
			assertThat(this.mvc.get().uri(path).with(Users.signedIn(this.user))).hasStatusOk();
			assertThat(since(start)).as(path).isNotEmpty().allSatisfy(this::isFew);
		}
		assertThat(this.repeated.list()).isEmpty();
	}

	private void isFew(String statement, long times) {
		assertThat(times).as(statement).isLessThanOrEqualTo(MOST);
	}

	private Map<String, Long> counts() {
		return this.meters.find("platform.dbpool.statements")
			.timers()
			.stream()
			.collect(Collectors.groupingBy((timer) -> String.valueOf(timer.getId().getTag("statement")),
					Collectors.summingLong(Timer::count)));
	}

	private Map<String, Long> since(Map<String, Long> before) {
		Map<String, Long> growth = new HashMap<>();
		counts().forEach((statement, count) -> growth.put(statement, count - before.getOrDefault(statement, 0L)));
		growth.values().removeIf((count) -> count == 0);
		return growth;
	}

	private String importFile(String name) {
		return this.imports.importFile(this.user, new ImportFile(name, FILE.getBytes(StandardCharsets.UTF_8)), null)
			.portfolioId()
			.toString();
	}

	private void create(String name) {
		assertThat(this.mvc.post()
			.uri("/api/portfolios")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\":\"" + name + "\"}")
			.with(Users.signedIn(this.user))).hasStatus(201);
	}

}
