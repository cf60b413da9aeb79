package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
 * Tests for {@link PriceRefresh} with a provider that allows four calls.
 */
@SpringBootTest(properties = { DemoTokens.PROPERTY, "portfolio.jobs.enabled=false",
		"platform.ratelimit.quotas.alpha-vantage.windows[0].limit=100",
		"platform.ratelimit.quotas.alpha-vantage.windows[0].period=1m",
		"platform.ratelimit.quotas.alpha-vantage.windows[1].limit=4",
		"platform.ratelimit.quotas.alpha-vantage.windows[1].period=1d" })
@AutoConfigureMockMvc
@Import({ DatabaseConfiguration.class, DemoClock.class })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PriceRefreshTests {

	private static final FakeAlphaVantage SERVER = new FakeAlphaVantage();

	private static final FakeEcb ECB = new FakeEcb(FakeEcb.RATES);

	private final UserId user = Users.fresh();

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry registry) {
		registry.add("portfolio.alpha-vantage.url", SERVER::url);
		registry.add("portfolio.alpha-vantage.api-key", () -> FakeAlphaVantage.KEY);
		registry.add("portfolio.ecb.enabled", () -> true);
		registry.add("portfolio.ecb.url", ECB::url);
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
			@Autowired OwnerJdbc owner, @Autowired RecurringTask<Void> dailyRates,
			@Autowired RecurringTask<Void> nightlyPrices, @Autowired Task<Void> refreshPrices) {
		owner.sql("update instrument set checked_at = null, problem = null").update();
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
		assertThat(owner.sql("select per_euro from fx_rate where currency = 'JPY' and date = '2024-11-01'")
			.query(BigDecimal.class)
			.single()).isEqualByComparingTo("166.22");
		scheduler.runAnyDueExecutions();
		assertThat(SERVER.asked()).as("the quota is used up").hasSize(asked);
		Instant next = owner.sql("select execution_time from scheduled_tasks where task_name = 'refresh-prices'")
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
		assertThat(next).isAfter(Instant.now().plus(Duration.ofDays(1)));
	}

	@Test
	@Order(1)
	void spendsTheCallsOnWhatIsWorthMost(@Autowired PriceRefresh refresh, @Autowired ImportService imports,
			@Autowired OverviewService overviews, @Autowired LifetimePerformance performances,
			@Autowired OwnerJdbc owner, @Autowired MockMvcTester mvc) {
		owner.sql("""
				with recent as (
					insert into instrument (symbol, name, currency) values ('RECENT', 'Recent', 'USD') returning id
				)
				insert into price (instrument_id, date, close) select id, '2007-12-26', 10 from recent
				""").update();
		UUID portfolio = imports.importFile(this.user, csv("""
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
		assertThat(refresh.run())
			.hasValueSatisfying((pause) -> assertThat(pause).isBetween(Duration.ofHours(23), Duration.ofHours(25)));
		assertThat(SERVER.asked()).as("MSFT is fresh")
			.containsExactly("TIME_SERIES_DAILY BIG", "TIME_SERIES_DAILY NOSUCH", "TIME_SERIES_DAILY RECENT",
					"TIME_SERIES_DAILY MIDDLE");
		assertThat(overviews.overview(this.user.value()).netWorth().amount()).isEqualByComparingTo("366649.45");
		assertThat(owner.sql("""
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
		assertThat(
				owner.sql("select symbol || ' ' || problem from instrument where problem is not null order by symbol")
					.query(String.class)
					.list())
			.containsExactly("NOSUCH UNKNOWN_SYMBOL", "PENCE.LON UNKNOWN_CURRENCY");
		assertThat(owner.sql("select revision > computed from metrics_revision where user_id = ?")
			.param(this.user.value())
			.query(Boolean.class)
			.single()).isTrue();
		refresh.run();
		assertThat(SERVER.asked()).as("nothing is fetched beyond the quota").hasSize(4);
	}

	private static ImportFile csv(String rows) {
		return new ImportFile("a.csv",
				("date,type,symbol,quantity,unitPrice,currency\n" + rows).getBytes(StandardCharsets.UTF_8));
	}

}
