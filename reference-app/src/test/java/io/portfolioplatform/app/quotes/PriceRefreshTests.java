package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.overview.Holding;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.performance.LifetimePerformance;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PriceRefresh} with a provider that allows four calls, and not two at
 * once, and then with one that allows any number.
 */
@SpringBootTest(properties = { DemoTokens.PROPERTY, "portfolio.jobs.enabled=false",
		"platform.ratelimit.quotas.alpha-vantage.windows[0].limit=100",
		"platform.ratelimit.quotas.alpha-vantage.windows[0].period=1m",
		"platform.ratelimit.quotas.alpha-vantage.windows[1].limit=4",
		"platform.ratelimit.quotas.alpha-vantage.windows[1].period=1d",
		"platform.ratelimit.quotas.alpha-vantage.windows[2].limit=1",
		"platform.ratelimit.quotas.alpha-vantage.windows[2].period=50ms" })
@AutoConfigureMockMvc
@Import({ DatabaseConfiguration.class, DemoClock.class })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PriceRefreshTests {

	private static final FakeAlphaVantage SERVER = new FakeAlphaVantage();

	private static final FakeEcb ECB = new FakeEcb(FakeEcb.RATES);

	private static final LocalDate MONDAY = LocalDate.of(2024, 11, 4);

	private final UserId user = Users.fresh();

	@Autowired
	private ImportService imports;

	@Autowired
	private OwnerJdbc owner;

	@Autowired
	private AlphaVantageProperties properties;

	@Autowired
	private FetchedPrices prices;

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry registry) {
		registry.add("portfolio.alpha-vantage.url", SERVER::url);
		registry.add("portfolio.alpha-vantage.api-key", () -> FakeAlphaVantage.KEY);
		registry.add("portfolio.ecb.enabled", () -> true);
		registry.add("portfolio.ecb.url", ECB::url);
		registry.add("portfolio.ecb.history-url", ECB::historyUrl);
	}

	@AfterAll
	static void stop() {
		SERVER.close();
		ECB.close();
	}

	/**
	 * The bodies of the jobs, in the order of an evening, on the scheduler of the library
	 * with a clock that the test sets.
	 */
	@Test
	@Order(2)
	void jobsFetchRatesAndPricesEachNightAndGoOnWhenTheQuotaAllows(@Autowired DataSource dataSource,
			@Autowired RecurringTask<Void> dailyRates, @Autowired RecurringTask<Void> nightlyPrices,
			@Autowired Task<Void> refreshPrices) {
		this.owner.sql("update instrument set checked_at = null, problem = null").update();
		int asked = SERVER.asked().size();
		ManualScheduler scheduler = TestHelper.createManualScheduler(dataSource, refreshPrices)
			.startTasks(List.of(dailyRates, nightlyPrices))
			.clock(new SettableClock())
			.build();
		scheduler.setTime(Instant.now());
		scheduler.start();
		scheduler.runAnyDueExecutions();
		assertThat(ECB.asked()).as("before its hour").isZero();
		scheduler.tick(Duration.ofDays(1));
		scheduler.runAnyDueExecutions();
		assertThat(ECB.asked()).isOne();
		assertThat(this.owner.sql("select per_euro from fx_rate where currency = 'JPY' and date = '2024-11-01'")
			.query(BigDecimal.class)
			.single()).isEqualByComparingTo("166.22");
		scheduler.runAnyDueExecutions();
		assertThat(SERVER.asked()).as("the quota is used up").hasSize(asked);
		Instant next = this.owner.sql("select execution_time from scheduled_tasks where task_name = 'refresh-prices'")
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
		assertThat(next).isAfter(Instant.now().plus(Duration.ofDays(1)));
	}

	@Test
	@Order(1)
	void spendsTheCallsOnWhatIsWorthMost(@Autowired PriceRefresh refresh, @Autowired OverviewService overviews,
			@Autowired LifetimePerformance performances, @Autowired MockMvcTester mvc) {
		this.owner.sql("""
				with recent as (
					insert into instrument (symbol, name, currency) values ('RECENT', 'Recent', 'USD') returning id
				)
				insert into price (instrument_id, date, close) select id, '2007-12-26', 10 from recent
				""").update();
		UUID portfolio = this.imports.importFile(this.user, csv("""
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,SMALL,1,10,USD
				2006-01-03,buy,BIG,1000,10,USD
				2006-01-03,buy,NOSUCH,100,10,USD
				2006-01-03,buy,MIDDLE,20,10,USD
				2006-01-03,buy,RECENT,50,10,USD
				2006-01-03,buy,MSFT,14721,27,USD
				2006-01-03,buy,PENCE.LON,9000,10,GBP
				"""), null).portfolioId();
		SERVER.answer("BIG", FakeAlphaVantage.daily("BIG", "2007-12-28", "14.7210"));
		SERVER.answer("NOSUCH", FakeAlphaVantage.INVALID_CALL);
		SERVER.answer("MIDDLE", FakeAlphaVantage.daily("MIDDLE", "2007-12-28", "11"));
		SERVER.answer("RECENT", FakeAlphaVantage.daily("RECENT", Map.of("2007-12-27", "13", "2007-12-28", "14.7210")));
		assertThat(overviews.overview(this.user.value()).netWorth().amount()).isEqualByComparingTo("356339.65");
		assertThat(performances.figures(this.user, portfolio).value().amount()).isEqualByComparingTo("356339.65");
		assertThat(mvc.get().uri("/api/market-data/BIG").with(Users.signedIn(this.user))).bodyJson()
			.extractingPath("$.closes")
			.asArray()
			.isEmpty();
		assertThat(refresh.run())
			.hasValueSatisfying((pause) -> assertThat(pause).isBetween(Duration.ofHours(23), Duration.ofHours(25)));
		assertThat(SERVER.asked()).as("MSFT is fresh")
			.containsExactly("TIME_SERIES_DAILY BIG", "TIME_SERIES_DAILY NOSUCH", "TIME_SERIES_DAILY RECENT",
					"TIME_SERIES_DAILY MIDDLE");
		assertThat(overviews.overview(this.user.value()).netWorth().amount()).isEqualByComparingTo("366649.45");
		assertThat(this.owner.sql("""
				select to_char(date, 'MM-DD') from price where instrument_id =
					(select id from instrument where symbol = 'RECENT') order by date
				""").query(String.class).list()).as("no day is left out").containsExactly("12-26", "12-27", "12-28");
		assertThat(overviews.overview(this.user.value()).topHoldings())
			.filteredOn((holding) -> holding.price() != null && holding.price().fetchedAt() != null)
			.extracting(Holding::symbol)
			.as("MSFT came with the application")
			.containsExactlyInAnyOrder("BIG", "MIDDLE", "RECENT");
		assertThat(mvc.get().uri("/api/market-data/BIG").with(Users.signedIn(this.user))).bodyJson()
			.extractingPath("$.closes[0].fetchedAt")
			.isNotNull();
		assertThat(performances.figures(this.user, portfolio).value().amount()).isEqualByComparingTo("366649.45");
		assertThat(this.owner
			.sql("select symbol || ' ' || problem from instrument where problem is not null order by symbol")
			.query(String.class)
			.list()).containsExactly("NOSUCH UNKNOWN_SYMBOL", "PENCE.LON UNKNOWN_CURRENCY");
		assertThat(this.owner.sql("select revision > computed from metrics_revision where user_id = ?")
			.param(this.user.value())
			.query(Boolean.class)
			.single()).isTrue();
		refresh.run();
		assertThat(SERVER.asked()).as("nothing is fetched beyond the quota").hasSize(4);
	}

	@Test
	@Order(3)
	void fetchesEveryNightTheCloseOfItsDay() {
		this.imports.importFile(this.user, csv("""
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,NIGHTLY,1,10,USD
				"""), null);
		for (LocalDate day : List.of(MONDAY.minusDays(3), MONDAY, MONDAY.plusDays(1), MONDAY.plusDays(2))) {
			SERVER.answer("NIGHTLY", FakeAlphaVantage.daily("NIGHTLY", day.toString(), "11"));
			assertThat(runAt(day.atTime(22, 30))).isEmpty();
			assertThat(lastDay("NIGHTLY")).isEqualTo(day);
			this.owner.sql("update instrument set checked_at = checked_at - interval '1 day'").update();
		}
		runAt(MONDAY.plusDays(3).atTime(19, 30));
		assertThat(SERVER.asked()).filteredOn((question) -> question.endsWith(" NIGHTLY"))
			.as("not while the exchanges are open")
			.hasSize(4);
	}

	@Test
	@Order(4)
	void goesOnWhereTheAnswerAboutOneSymbolCannotBeRead() {
		this.imports.importFile(this.user, csv("""
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,EMPTY,3000,10,USD
				2006-01-03,buy,BADDAY,2000,10,USD
				2006-01-03,buy,GOOD,1,10,USD
				"""), null);
		SERVER.answer("EMPTY", "{}");
		SERVER.answer("BADDAY", FakeAlphaVantage.daily("BADDAY", MONDAY.toString(), "NaN"));
		SERVER.answer("GOOD", FakeAlphaVantage.daily("GOOD", MONDAY.toString(), "11"));
		for (int run = 0; run < 2; run++) {
			assertThat(runAt(MONDAY.atTime(22, 30))).isEmpty();
		}
		assertThat(lastDay("GOOD")).isEqualTo(MONDAY);
		assertThat(SERVER.asked()).filteredOn((question) -> question.matches(".* (EMPTY|BADDAY|GOOD)"))
			.containsExactly("TIME_SERIES_DAILY EMPTY", "TIME_SERIES_DAILY BADDAY", "TIME_SERIES_DAILY GOOD");
	}

	@Test
	@Order(4)
	void goesOnSoonWhereItAskedTooOftenWithinASecond() {
		this.imports.importFile(this.user, csv("""
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,SOON,1,10,USD
				"""), null);
		SERVER.answer("SOON", FakeAlphaVantage.BURST, FakeAlphaVantage.daily("SOON", MONDAY.toString(), "11"));
		assertThat(runAt(MONDAY.atTime(22, 30))).contains(Duration.ofSeconds(10));
		assertThat(runAt(MONDAY.atTime(22, 31))).isEmpty();
		assertThat(lastDay("SOON")).isEqualTo(MONDAY);
	}

	@Test
	@Order(5)
	void asksAboutWhatAnyAccountHolds() {
		this.imports.importFile(this.user, csv("""
				date,type,symbol,quantity,unitPrice,currency,account,toAccount,dataSource
				2006-01-03,buy,H-SPLIT,10,10,USD,A,,
				2006-01-04,split,H-SPLIT,4,0,USD,A,,
				2006-01-05,sell,H-SPLIT,10,10,USD,A,,
				2006-01-03,buy,H-SOLD,10,10,USD,A,,
				2006-01-04,split,H-SOLD,4,0,USD,A,,
				2006-01-05,sell,H-SOLD,40,10,USD,A,,
				2006-01-03,buy,H-MOVED,10,10,USD,A,,
				2006-01-04,transfer,H-MOVED,10,10,USD,A,B,
				2006-01-05,sell,H-MOVED,10,10,USD,B,,
				2006-01-03,item,H-BROUGHT,5,10,USD,A,,YAHOO
				2006-01-03,buy,H-OWED,10,10,USD,A,,
				2006-01-03,buy,H-DUST,3,10,USD,A,,
				2006-01-04,split,H-DUST,0.3333333333,0,USD,A,,
				2006-01-05,sell,H-DUST,1,10,USD,A,,
				2006-01-03,buy,H-LEAST,0.000000001,10,USD,A,,
				"""), null);
		this.imports.importFile(Users.fresh(), csv("""
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,sell,H-OWED,10,10,USD
				"""), null);
		assertThat(stale("H-")).containsExactlyInAnyOrder("H-SPLIT", "H-BROUGHT", "H-OWED", "H-LEAST");
	}

	@Test
	@Order(6)
	void weighsTheValueAgainstHowLongItHasWaited() {
		this.imports.importFile(this.user, csv("""
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,W-MUCH,10,10,USD
				2006-01-03,buy,W-LITTLE,1,10,USD
				"""), null);
		this.owner.sql("update instrument set checked_at = now() - interval '2 days' where symbol like 'W-%'").update();
		assertThat(stale("W-")).containsExactly("W-MUCH", "W-LITTLE");
		this.owner.sql("update instrument set checked_at = now() - interval '25 days' where symbol = 'W-LITTLE'")
			.update();
		assertThat(stale("W-")).containsExactly("W-LITTLE", "W-MUCH");
	}

	@Test
	@Order(6)
	void goesOnWhereThereAreMoreSymbolsThanItLooksAtInOneGo() {
		this.owner.sql("update instrument set checked_at = now()").update();
		this.imports.importFile(this.user,
				csv("date,type,symbol,quantity,unitPrice,currency\n" + IntStream.range(0, 501)
					.mapToObj((row) -> "2006-01-03,buy,MANY" + row + ".LON,1,10,GBP\n")
					.collect(Collectors.joining())),
				null);
		assertThat(runAt(MONDAY.atTime(22, 30))).contains(Duration.ZERO);
		assertThat(stale("MANY")).hasSize(1);
		assertThat(runAt(MONDAY.atTime(22, 30))).isEmpty();
		assertThat(stale("MANY")).isEmpty();
	}

	/**
	 * As after a start more than 90 days after the last rates.
	 */
	@Test
	@Order(7)
	void fetchesTheRatesOfAllDaysWhereTheLast90LeaveAGap(@Autowired RateRefresh rates) {
		rates.missing();
		assertThat(ECB.askedForHistory()).as("nothing is missing").isZero();
		this.owner.sql("delete from fx_rate where date > '2024-07-01' and date < '2024-10-31'").update();
		ECB.history(FakeEcb.zip("""
				Date,USD,JPY,
				%s2024-07-02,1.0700,171.5,
				2024-07-01,9.9999,N/A,
				""".formatted(LocalDate.of(2024, 7, 3)
			.datesUntil(LocalDate.of(2024, 10, 31), Period.ofDays(9))
			.map((day) -> day + ",1.0800,N/A,\n")
			.collect(Collectors.joining()))));
		rates.missing();
		assertThat(this.owner.sql("select per_euro from fx_rate where currency = 'JPY' and date = '2024-07-02'")
			.query(BigDecimal.class)
			.single()).isEqualByComparingTo("171.5");
		assertThat(this.owner.sql("select per_euro from fx_rate where currency = 'USD' and date = '2024-07-01'")
			.query(BigDecimal.class)
			.single()).as("a day before the gap").isLessThan(BigDecimal.TEN.subtract(BigDecimal.ONE));
		rates.missing();
		assertThat(ECB.askedForHistory()).as("nothing is missing any more").isOne();
	}

	@Test
	@Order(8)
	void beginsTheNightsPricesSoonWhereThatFailed(@Autowired DataSource dataSource,
			@Autowired RecurringTask<Void> nightlyPrices) {
		this.owner.sql("delete from scheduled_tasks").update();
		ManualScheduler scheduler = TestHelper.createManualScheduler(dataSource)
			.startTasks(List.of(nightlyPrices))
			.clock(new SettableClock())
			.build();
		scheduler.setTime(Instant.now());
		scheduler.start();
		scheduler.tick(Duration.ofDays(1));
		this.owner.sql("alter table scheduled_tasks add constraint broken check (task_name <> 'refresh-prices')")
			.update();
		try {
			scheduler.runAnyDueExecutions();
		}
		finally {
			this.owner.sql("alter table scheduled_tasks drop constraint broken").update();
		}
		assertThat(begun()).isZero();
		scheduler.tick(Duration.ofMinutes(2));
		scheduler.runAnyDueExecutions();
		assertThat(begun()).isOne();
	}

	private long begun() {
		return this.owner.sql("select count(*) from scheduled_tasks where task_name = 'refresh-prices'")
			.query(Long.class)
			.single();
	}

	private Optional<Duration> runAt(LocalDateTime time) {
		Clock clock = Clock.fixed(time.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
		return new PriceRefresh(SERVER.provider(), this.properties, this.prices, clock).run();
	}

	private LocalDate lastDay(String symbol) {
		return this.owner.sql("select max(date) from price join instrument on id = instrument_id where symbol = ?")
			.param(symbol)
			.query(LocalDate.class)
			.single();
	}

	private List<String> stale(String prefix) {
		return this.prices.stale(MONDAY, 500)
			.stream()
			.map(StaleSymbol::symbol)
			.filter((symbol) -> symbol.startsWith(prefix))
			.toList();
	}

	private static ImportFile csv(String content) {
		return new ImportFile("a.csv", content.getBytes(StandardCharsets.UTF_8));
	}

}
