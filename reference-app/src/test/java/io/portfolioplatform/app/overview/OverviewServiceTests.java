package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;
import io.portfolioplatform.app.user.UserTransactions;
import io.portfolioplatform.cache.Memoizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link OverviewService} against figures computed by hand from the bundled
 * prices and rates of 2007-12-31: MSFT 35.60, KO 61.37, IBM 108.10 USD; 1 EUR = 1.4721
 * USD = 1.6547 CHF.
 */
@IntegrationTest
class OverviewServiceTests {

	@Autowired
	private ImportService imports;

	@Autowired
	private OverviewService overviews;

	@Autowired
	private UserSettings settings;

	@Autowired
	private UserTransactions transactions;

	private final UserId user = Users.fresh();

	@Test
	void addsUpAnAccountThatTracksItsCash() {
		// Cash: 10000 - 2707 - 2080 + 15.50 + 1190 - 25 + 20 - 500 = 5913.50
		// Net worth: 60 * 35.60 + 50 * 61.37 + 5913.50 = 11118; invested: 10000 - 500
		proposeBaseCurrency("USD");
		importCsv("""
				2006-01-03,deposit,,1,10000,USD,0,A
				2006-01-04,buy,MSFT,100,26.97,USD,10,A
				2006-02-01,buy,KO,50,41.50,USD,5,A
				2006-03-15,dividend,KO,50,0.31,USD,0,A
				2007-06-01,sell,MSFT,40,30.00,USD,10,A
				2007-07-02,fee,,0,0,USD,25,A
				2007-10-01,interest,,1,20,USD,0,A
				2007-11-01,withdrawal,,1,500,USD,0,A
				""");
		Overview overview = overview();
		assertThat(overview.asOf()).isEqualTo(LocalDate.of(2007, 12, 31));
		assertThat(overview.netWorth()).isEqualTo(usd("11118.00"));
		assertThat(overview.cash()).isEqualTo(usd("5913.50"));
		assertThat(overview.investedCapital()).isEqualTo(usd("9500.00"));
		assertThat(overview.gain()).isEqualTo(usd("1618.00"));
		assertThat(overview.gainPercent().value()).isEqualByComparingTo("17.03");
		assertThat(copy(overview)).as("what other processes read from Redis").isEqualTo(overview);
		assertThat(overview.dividends()).isEqualTo(usd("15.50"));
		assertThat(overview.fees()).isEqualTo(usd("50.00"));
		assertThat(overview.liabilities()).isEqualTo(usd("0.00"));
		assertThat(overview.firstActivity()).isEqualTo(LocalDate.of(2006, 1, 3));
		// KO: 3068.50 - 2080 + 15.50; MSFT: 2136 - 2707 + 1190
		assertThat(overview.topHoldings()).extracting(Holding::symbol, Holding::value, Holding::gain)
			.containsExactly(tuple("KO", usd("3068.50"), usd("1004.00")), tuple("MSFT", usd("2136.00"), usd("619.00")));
		assertThat(overview.stale()).isFalse();
		assertThat(overview.warnings()).isEmpty();
	}

	@Test
	void gainIsWhatIsLeftOfTheFiguresAsTheyAreShown() {
		for (int quantity = 1; quantity <= 12; quantity++) {
			importCsv("2006-01-03,buy,MSFT," + quantity + ",26.97,USD,0,A\n");
			Overview overview = overview();
			assertThat(overview.gain().amount())
				.isEqualTo(overview.netWorth().amount().subtract(overview.investedCapital().amount()));
		}
	}

	@Test
	void convertsWhatMovedAtTheRateOfItsDayAndWhatIsThereAtTodays() {
		// E: 5000 EUR - 1608 USD / 1.2083 = 3669.2047 EUR; U: 1000 USD / 1.4721 =
		// 679.3017 EUR
		// IBM: 2162 USD / 1.4721 = 1468.6502 EUR; cabin: 30000 CHF / 1.6547 = 18130.1746
		// EUR
		// Invested: 5000 + 1000 / 1.1875 + 30000 / 1.5622
		importCsv("""
				2006-01-03,deposit,,1,5000,EUR,0,E
				2006-01-04,buy,IBM,20,80,USD,8,E
				2006-01-03,deposit,,1,1000,USD,0,U
				2006-05-02,item,Cabin,1,30000,CHF,0,S
				""");
		Overview overview = overview();
		assertThat(overview.cash()).isEqualTo(eur("4348.51"));
		assertThat(overview.netWorth()).isEqualTo(eur("23947.33"));
		assertThat(overview.investedCapital()).isEqualTo(eur("25045.79"));
		assertThat(overview.gain()).isEqualTo(eur("-1098.46"));
		assertThat(overview.gainPercent().value()).isEqualByComparingTo("-4.39");
		assertThat(overview.topHoldings()).extracting(Holding::symbol, Holding::value, Holding::gain)
			.containsExactly(tuple("Cabin", eur("18130.17"), eur("-1073.51")),
					tuple("IBM", eur("1468.65"), eur("137.85")));
		assertThat(overview.allocation().currencies()).extracting(Allocation.Slice::name, Allocation.Slice::value)
			.containsExactly(tuple("CHF", eur("18130.17")), tuple("EUR", eur("3669.20")), tuple("USD", eur("2147.95")));
		assertThat(overview.allocation().currencies().stream().map(Allocation.Slice::weight))
			.containsExactly(new BigDecimal("0.7571"), new BigDecimal("0.1532"), new BigDecimal("0.0897"));
		assertThat(overview.allocation().assetClasses()).extracting(Allocation.Slice::name)
			.containsExactly("UNCLASSIFIED", "CASH", "EQUITY");
	}

	@Test
	void takesTradesOfAnAccountWithoutCashAsMoneyFromOutside() {
		// Paid in: 10 * 26 + 5; taken out: 4 * 30 - 5 and the dividend of 3; left: 6 *
		// 35.60
		proposeBaseCurrency("USD");
		importCsv("""
				2006-01-04,buy,MSFT,10,26,USD,5,A
				2006-12-15,dividend,MSFT,10,0.30,USD,0,A
				2007-06-01,sell,MSFT,4,30,USD,5,A
				""");
		Overview overview = overview();
		assertThat(overview.netWorth()).isEqualTo(usd("213.60"));
		assertThat(overview.investedCapital()).isEqualTo(usd("147.00"));
		assertThat(overview.gain()).isEqualTo(usd("66.60"));
		assertThat(overview.cash().amount()).isNull();
		assertThat(overview.cash().reason()).isEqualTo(Reasons.CASH_NOT_TRACKED);
	}

	@Test
	void readsMoneyThatMovedUnseenFromBalances() {
		// 1000 on the first balance; 1000 - 480 = 520 expected on the second, 600 stated:
		// 80 came in
		importJson("""
				{ "user": { "settings": { "currency": "USD" } },
				  "accounts": [ { "id": "a", "name": "A", "currency": "USD", "balances": [
				    { "date": "2007-06-29", "value": 600 }, { "date": "2007-01-31", "value": 1000 } ] } ],
				  "activities": [ { "accountId": "a", "type": "BUY", "symbol": "KO", "currency": "USD",
				    "quantity": 10, "unitPrice": 48, "fee": 0, "date": "2007-02-01" } ] }
				""");
		Overview overview = overview();
		assertThat(overview.cash()).isEqualTo(usd("600.00"));
		assertThat(overview.netWorth()).isEqualTo(usd("1213.70"));
		assertThat(overview.investedCapital()).isEqualTo(usd("1080.00"));
		assertThat(overview.gain()).isEqualTo(usd("133.70"));
	}

	@Test
	void leavesOutWhatHasNoPriceAndSaysSo() {
		// Of 1000 paid in, 500 went into something that cannot be valued: 500 are left to
		// look at.
		proposeBaseCurrency("USD");
		importCsv("""
				2006-01-03,deposit,,1,1000,USD,0,A
				2006-01-04,buy,WARP,10,50,USD,0,A
				""");
		Overview overview = overview();
		assertThat(overview.netWorth()).isEqualTo(usd("500.00"));
		assertThat(overview.investedCapital()).isEqualTo(usd("500.00"));
		assertThat(overview.gain()).isEqualTo(usd("0.00"));
		assertThat(overview.topHoldings()).singleElement().satisfies((warp) -> {
			assertThat(warp.value().amount()).isNull();
			assertThat(warp.value().reason())
				.isEqualTo(new Reason("NO_PRICE", "No price of WARP is known on or before 2007-12-31."));
			assertThat(warp.price()).isNull();
			assertThat(warp.weight()).isNull();
		});
		assertThat(overview.warnings()).extracting(Reason::code).containsExactly("NO_PRICE");
	}

	@Test
	void hasNoNetWorthWhereNothingCanBeValued() {
		importCsv("2006-01-04,buy,WARP,10,50,USD,0,A\n");
		assertThat(overview().netWorth().reason()).isEqualTo(Reasons.NOTHING_PRICED);
		assertThat(overview().gain().reason()).isEqualTo(Reasons.NOTHING_PRICED);
		assertThat(overview().gainPercent().reason()).isEqualTo(Reasons.NOTHING_PRICED);
		assertThat(overview().allocation().currencies()).isEmpty();
	}

	@Test
	void hasNoFiguresBeforeAnythingIsRecorded() {
		Overview overview = overview();
		assertThat(overview.netWorth().reason()).isEqualTo(Reasons.NO_ACTIVITIES);
		assertThat(overview.cash().reason()).isEqualTo(Reasons.NO_ACTIVITIES);
		assertThat(overview.fees().reason()).isEqualTo(Reasons.NO_ACTIVITIES);
		assertThat(overview.baseCurrency()).isEqualTo("EUR");
	}

	@Test
	void hasNoFiguresThatNeedAMissingRate() {
		importCsv("""
				2006-01-03,deposit,,1,1000,TWD,0,T
				2006-01-03,deposit,,1,1000,EUR,0,E
				""");
		Overview overview = overview();
		assertThat(overview.cash().reason()).isEqualTo(Reasons.noRate(List.of("TWD")));
		assertThat(overview.netWorth().reason()).extracting(Reason::code).isEqualTo("NO_RATE");
		assertThat(overview.investedCapital().reason()).extracting(Reason::code).isEqualTo("NO_RATE");
		assertThat(overview.fees()).isEqualTo(eur("0.00"));
	}

	/**
	 * The tolar ended with 2006. What was paid in and taken out before has its rates.
	 */
	@Test
	void needsNoRateForAnEmptiedAccount() {
		importCsv("""
				2006-01-03,deposit,,1,239500,SIT,0,S
				2006-03-01,withdrawal,,1,239500,SIT,0,S
				2006-01-03,deposit,,1,1000,EUR,0,E
				""");
		Overview overview = overview();
		assertThat(overview.cash()).isEqualTo(eur("1000.00"));
		assertThat(overview.netWorth()).isEqualTo(eur("1000.00"));
		assertThat(overview.warnings()).isEmpty();
		assertThat(this.overviews.accounts(this.user.value()).accounts())
			.extracting(AccountList.AccountValue::name, (account) -> said(account.value()))
			.containsExactly(tuple("E", "1000.00"), tuple("S", "0.00"));
		importCsv("2006-12-01,deposit,,1,1,SIT,0,S\n");
		assertThat(overview().cash().reason()).isEqualTo(Reasons.noRate(List.of("SIT")));
		assertThat(overview().netWorth().reason()).isEqualTo(Reasons.noRate(List.of("SIT")));
		assertThat(overview().warnings()).containsExactly(Reasons.noRate(List.of("SIT")));
	}

	@Test
	void needsNoRateWithinOneCurrency() {
		proposeBaseCurrency("TWD");
		importCsv("2006-01-03,deposit,,1,1000,TWD,0,T\n");
		assertThat(overview().netWorth().amount()).isEqualByComparingTo("1000");
	}

	@Test
	void subtractsWhatIsOwed() {
		// A debt is no loss: it counts as capital of someone else.
		importCsv("""
				2006-01-03,deposit,,1,1000,EUR,0,A
				2006-01-03,liability,Loan,1,400,EUR,0,A
				""");
		assertThat(overview().liabilities()).isEqualTo(eur("400.00"));
		assertThat(overview().netWorth()).isEqualTo(eur("600.00"));
		assertThat(overview().investedCapital()).isEqualTo(eur("600.00"));
	}

	@Test
	void valuesWhatIsKeptByHandAtItsLastOwnPrice() {
		importJson("""
				{ "activities": [
				  { "type": "BUY", "symbol": "Penthouse", "dataSource": "MANUAL", "currency": "EUR", "quantity": 1,
				    "unitPrice": 500000, "date": "2006-01-03" },
				  { "type": "SELL", "symbol": "Penthouse", "dataSource": "MANUAL", "currency": "EUR", "quantity": 0.5,
				    "unitPrice": 600000, "date": "2007-01-03" } ] }
				""");
		assertThat(overview().netWorth()).isEqualTo(eur("300000.00"));
		assertThat(overview().gain()).isEqualTo(eur("100000.00"));
		assertThat(overview().stale()).isFalse();
	}

	@Test
	void doesNotCountWhatHasNotHappenedYet() {
		importCsv("""
				2007-12-31,deposit,,1,1000,EUR,0,A
				2008-01-01,deposit,,1,1000,EUR,0,A
				""");
		assertThat(overview().cash()).isEqualTo(eur("1000.00"));
		assertThat(overview().warnings()).extracting(Reason::code).containsExactly("FUTURE_DATE");
	}

	@Test
	void warnsOfShortPositionsAndOverdrawnCash() {
		importCsv("""
				2006-01-03,deposit,,1,10,USD,0,A
				2006-01-04,sell,KO,2,40,USD,0,A
				2006-01-05,buy,MSFT,10,26,USD,0,A
				""");
		Overview overview = overview();
		assertThat(overview.warnings()).extracting(Reason::code).containsExactly("SHORT_POSITION", "NEGATIVE_CASH");
		assertThat(overview.topHoldings()).extracting(Holding::symbol, Holding::weight)
			.containsExactly(tuple("MSFT", new BigDecimal("1.0000")), tuple("KO", null));
	}

	@Test
	@Timeout(30)
	void noNumberOfSplitsStopsAFigure(@Autowired OwnerJdbc jdbc) {
		jdbc.sql(
				"""
						with torn as (insert into instrument (symbol, name, currency) values ('TORN', 'Torn', 'EUR') returning id)
						insert into price (instrument_id, date, close) select id, '2006-01-03', 5 from torn
						""")
			.update();
		importCsv("2006-01-03,deposit,,1,1,EUR,0,A\n2006-02-02,buy,TORN,1,6,EUR,0,B\n"
				+ "2006-02-03,split,TORN,0.0001,0,EUR,0,B\n".repeat(26));
		jdbc.sql(
				"""
						insert into activity (user_id, account_id, instrument_id, type, date, quantity, unit_price, fee, currency)
						select account.user_id, account.id, instrument.id, type, '2006-01-04', quantity, 0, 0, 'EUR'
						from account, instrument, generate_series(1, 20000) as pair, (values (1, 'BUY'), (2, 'SPLIT')) as kind (step, type),
							lateral (select case when type = 'BUY' then 1 when pair % 2 = 1 then 2 else 0.5 end as quantity) as number
						where account.user_id = ? and account.name = 'A' and symbol = 'TORN'
						order by pair, step
						""")
			.param(this.user.value())
			.update();
		assertThat(overview().topHoldings()).singleElement().satisfies((holding) -> {
			assertThat(holding.quantity()).isEqualByComparingTo("15000");
			assertThat(holding.price()).as("five, divided by less than there is").isNull();
		});
	}

	@Test
	void aReverseSplitLeavesNothingOfWhatIsSold() {
		importCsv("""
				2006-01-03,deposit,,1,20000,USD,0,A
				2006-01-03,buy,KO,100,41,USD,0,A
				2006-01-03,buy,KO,200,41,USD,0,A
				2006-01-04,split,KO,0.33333333333333333333,0,USD,0,A
				2006-01-05,sell,KO,100,123,USD,0,A
				""");
		Overview overview = this.overviews.overview(this.user.value());
		assertThat(overview.topHoldings()).isEmpty();
		assertThat(overview.warnings()).isEmpty();
		assertThat(overview.netWorth()).isEqualTo(eur("13586.03"));
	}

	@Test
	void saysThatAPriceIsOld(@Autowired OwnerJdbc jdbc) {
		jdbc.sql("""
				with old as (insert into instrument (symbol, name, currency) values ('OLD', 'Old', 'EUR') returning id)
				insert into price (instrument_id, date, close) select id, '2007-12-25', 5 from old
				""").update();
		importCsv("2006-01-04,buy,OLD,1,4,EUR,0,A\n");
		assertThat(overview().stale()).isTrue();
		assertThat(overview().warnings())
			.contains(new Reason("STALE_PRICE", "The latest price of OLD is of 2007-12-25."));
		assertThat(overview().topHoldings()).singleElement()
			.extracting(Holding::price)
			.isEqualTo(new Holding.Price(new BigDecimal("5"), "EUR", LocalDate.of(2007, 12, 25), null, true));
		assertThat(this.overviews.holdings(this.user.value()).holdings()).isEqualTo(overview().topHoldings());
	}

	@Test
	void valuesWhatWasBoughtLongAfterTheLastClosingPriceAtWhatWasPaid(@Autowired OwnerJdbc jdbc) {
		jdbc.sql(
				"""
						with aged as (insert into instrument (symbol, name, currency) values ('AGEING', 'Aged', 'EUR') returning id)
						insert into price (instrument_id, date, close, fetched_at) select id, '2006-01-03', 5, now() from aged
						""")
			.update();
		importCsv("2006-01-08,buy,AGEING,1,4,EUR,0,A\n");
		assertThat(overview().topHoldings()).extracting((holding) -> holding.price().amount())
			.as("five days after the close")
			.containsExactly(new BigDecimal("5"));
		importCsv("2007-06-01,buy,AGEING,1,9,EUR,0,A\n2007-07-02,split,AGEING,2,0,EUR,0,A\n");
		assertThat(overview().netWorth()).isEqualTo(eur("18.00"));
		assertThat(overview().topHoldings()).extracting(Holding::price)
			.containsExactly(new Holding.Price(new BigDecimal("4.5"), "EUR", LocalDate.of(2007, 6, 1), null, true));
		assertThat(overview().warnings())
			.contains(new Reason("STALE_PRICE", "The latest price of AGEING is of 2007-06-01."));
	}

	@Test
	void aDebtIsNoGainOfTheThingThatBearsItsName() {
		importCsv("""
				2006-01-03,item,House,1,300000,EUR,0,A
				2006-01-03,liability,House,1,200000,EUR,0,A
				""");
		assertThat(overview().netWorth()).isEqualTo(eur("100000.00"));
		assertThat(overview().gain()).isEqualTo(eur("0.00"));
		assertThat(overview().topHoldings()).extracting(Holding::symbol, Holding::value, Holding::gain)
			.containsExactly(tuple("House", eur("300000.00"), eur("0.00")));
	}

	@Test
	void listsEveryHoldingWhereTheOverviewShowsTheLargest() {
		StringBuilder rows = new StringBuilder();
		List.of("MSFT", "KO", "IBM", "AAPL", "XOM", "JPM", "PG", "WMT", "GE", "MCD", "HD", "DIS")
			.forEach((symbol) -> rows.append("2006-01-04,buy," + symbol + ",1,20,USD,0,A\n"));
		importCsv(rows.toString());
		assertThat(overview().topHoldings()).hasSize(10);
		HoldingList all = this.overviews.holdings(this.user.value());
		assertThat(all.holdings()).hasSize(12).containsAll(overview().topHoldings());
		assertThat(JsonMapper.builder()
			.build()
			.readValue(JsonMapper.builder().build().writeValueAsBytes(all), HoldingList.class)).isEqualTo(all);
		importCsv("2006-01-05,buy,MSFT,1,20,USD,0,A\n");
		assertThat(this.overviews.holdings(this.user.value()).holdings()).isNotEqualTo(all.holdings());
	}

	@Test
	void keepsUsersApart() {
		importCsv("2006-01-03,deposit,,1,1000,EUR,0,A\n");
		UserId other = Users.fresh();
		this.imports.importFile(other, csv("2006-01-03,deposit,,1,7,EUR,0,A\n"), null);
		assertThat(overview().netWorth()).isEqualTo(eur("1000.00"));
		assertThat(this.overviews.overview(other.value()).netWorth()).isEqualTo(eur("7.00"));
	}

	@Test
	void remembersUntilAnImportIsCommitted(@Autowired OwnerJdbc jdbc) {
		importCsv("2006-01-03,deposit,,1,1000,EUR,0,A\n");
		assertThat(overview().netWorth()).isEqualTo(eur("1000.00"));
		jdbc.sql("update activity set unit_price = 1 where user_id = ?").param(this.user.value()).update();
		assertThat(overview().netWorth()).isEqualTo(eur("1000.00"));
		importCsv("2006-01-04,deposit,,1,5,EUR,0,A\n");
		assertThat(overview().netWorth()).isEqualTo(eur("6.00"));
	}

	/**
	 * Who asks goes with the transaction's beginning and is no statement of its own. Jobs
	 * of the application ask as well: once, none does at the same time.
	 */
	@Test
	void asksTheDatabaseOnce(@Autowired MeterRegistry meters, @Autowired Memoizer memoizer) {
		importCsv("2006-01-04,buy,MSFT,10,26,USD,5,A\n2006-01-04,buy,KO,10,41,USD,5,B\n");
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			memoizer.evict(Dashboards.class, "of", this.user.value());
			long before = statements(meters);
			assertThat(overview().topHoldings()).hasSize(2);
			assertThat(this.overviews.holdings(this.user.value()).holdings()).hasSize(2);
			assertThat(this.overviews.accounts(this.user.value()).accounts()).hasSize(2);
			assertThat(statements(meters) - before).as("the figures").isEqualTo(1);
		});
	}

	private static long statements(MeterRegistry meters) {
		return meters.get("platform.dbpool.statements").timers().stream().mapToLong(Timer::count).sum();
	}

	@Test
	void saysWhatLiesInEachAccountAndWhyItIsNotKnown() {
		importJson(
				"""
						{ "accounts": [ { "id": "a", "name": "Bank", "currency": "USD", "balances": [] },
						                { "id": "b", "name": "Empty", "currency": "EUR", "balances": [] },
						                { "id": "c", "name": "House", "currency": "EUR", "balances": [] },
						                { "id": "d", "name": "Warped", "currency": "EUR", "balances": [] } ],
						  "activities": [
						  { "accountId": "a", "type": "DEPOSIT", "currency": "EUR", "quantity": 1, "unitPrice": 1000, "date": "2007-12-31" },
						  { "accountId": "a", "type": "BUY", "symbol": "MSFT", "currency": "USD", "quantity": 10, "unitPrice": 35.6,
						    "date": "2007-12-31" },
						  { "accountId": "c", "type": "ITEM", "symbol": "House", "dataSource": "MANUAL", "currency": "EUR",
						    "quantity": 1, "unitPrice": 3000, "date": "2006-01-03" },
						  { "accountId": "c", "type": "LIABILITY", "symbol": "Loan", "currency": "EUR", "quantity": 1,
						    "unitPrice": 1000, "date": "2006-01-03" },
						  { "accountId": "d", "type": "BUY", "symbol": "WARP", "currency": "EUR", "quantity": 1, "unitPrice": 9,
						    "date": "2006-01-03" } ] }
						""");
		AccountList list = this.overviews.accounts(this.user.value());
		assertThat(list.accounts())
			.extracting(AccountList.AccountValue::name, (account) -> account.cash().currency(),
					(account) -> said(account.cash()), (account) -> said(account.value()))
			.containsExactly(tuple("Bank", "USD", "1116.10", "1000.00"),
					tuple("Empty", "EUR", "NO_ACTIVITIES", "NO_ACTIVITIES"),
					tuple("House", "EUR", "CASH_NOT_TRACKED", "2000.00"),
					tuple("Warped", "EUR", "CASH_NOT_TRACKED", "NO_PRICE"));
		assertThat(overview().netWorth()).isEqualTo(eur("3000.00"));
	}

	private static String said(Figure figure) {
		return (figure.reason() != null) ? figure.reason().code() : String.valueOf(figure.amount());
	}

	@Test
	void computesOverviewAndHoldingsOnce(@Autowired MeterRegistry meters) {
		importCsv("2006-01-04,buy,MSFT,10,26,USD,5,A\n");
		double before = misses(meters);
		Overview overview = overview();
		assertThat(this.overviews.holdings(this.user.value()).holdings()).isEqualTo(overview.topHoldings());
		assertThat(misses(meters) - before).isEqualTo(1);
	}

	private static double misses(MeterRegistry meters) {
		return meters.get("cache.gets")
			.tag("result", "miss")
			.functionCounters()
			.stream()
			.mapToDouble(FunctionCounter::count)
			.sum();
	}

	private Overview overview() {
		return this.overviews.overview(this.user.value());
	}

	private static Overview copy(Overview overview) {
		JsonMapper mapper = JsonMapper.builder().build();
		return mapper.readValue(mapper.writeValueAsBytes(overview), Overview.class);
	}

	private void importCsv(String rows) {
		this.imports.importFile(this.user, csv(rows), null);
	}

	private void importJson(String json) {
		this.imports.importFile(this.user, new ImportFile("test.json", json.getBytes(StandardCharsets.UTF_8)), null);
	}

	private static ImportFile csv(String rows) {
		String header = "date,type,symbol,quantity,unitPrice,currency,fee,account\n";
		return new ImportFile("test.csv", (header + rows).getBytes(StandardCharsets.UTF_8));
	}

	private static Figure usd(String amount) {
		return new Figure(new BigDecimal(amount), "USD", null);
	}

	private static Figure eur(String amount) {
		return new Figure(new BigDecimal(amount), "EUR", null);
	}

	private void proposeBaseCurrency(String currency) {
		this.transactions.write(this.user, () -> {
			this.settings.proposeBaseCurrency(this.user, currency);
			return null;
		});
	}

}
