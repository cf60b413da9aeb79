package io.portfolioplatform.app.quotes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.performance.LifetimePerformance;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PriceRefresh} with a provider that allows four calls.
 */
@SpringBootTest(properties = { DemoTokens.PROPERTY, "portfolio.jobs.enabled=false",
		"platform.ratelimit.quotas.alpha-vantage.windows[0].limit=100",
		"platform.ratelimit.quotas.alpha-vantage.windows[0].period=1m",
		"platform.ratelimit.quotas.alpha-vantage.windows[1].limit=4",
		"platform.ratelimit.quotas.alpha-vantage.windows[1].period=1d" })
@Import({ DatabaseConfiguration.class, DemoClock.class })
class PriceRefreshTests {

	private static final FakeAlphaVantage SERVER = new FakeAlphaVantage();

	private final UserId user = Users.fresh();

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry registry) {
		registry.add("portfolio.alpha-vantage.url", SERVER::url);
		registry.add("portfolio.alpha-vantage.api-key", () -> FakeAlphaVantage.KEY);
	}

	@AfterAll
	static void stop() {
		SERVER.close();
	}

	@Test
	void spendsTheCallsOnWhatIsWorthMost(@Autowired PriceRefresh refresh, @Autowired ImportService imports,
			@Autowired OverviewService overviews, @Autowired LifetimePerformance performances,
			@Autowired OwnerJdbc owner) {
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
		SERVER.answer("RECENT", FakeAlphaVantage.quote("RECENT", "14.7210", "2007-12-28"));
		assertThat(overviews.overview(this.user.value()).netWorth().amount()).isEqualByComparingTo("356339.65");
		assertThat(performances.figures(this.user, portfolio).value().amount()).isEqualByComparingTo("356339.65");
		assertThat(refresh.run())
			.hasValueSatisfying((pause) -> assertThat(pause).isBetween(Duration.ofHours(23), Duration.ofHours(25)));
		assertThat(SERVER.asked()).as("MSFT is fresh, one day of RECENT is enough")
			.containsExactly("TIME_SERIES_DAILY BIG", "TIME_SERIES_DAILY NOSUCH", "GLOBAL_QUOTE RECENT",
					"TIME_SERIES_DAILY MIDDLE");
		assertThat(overviews.overview(this.user.value()).netWorth().amount()).isEqualByComparingTo("366649.45");
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
