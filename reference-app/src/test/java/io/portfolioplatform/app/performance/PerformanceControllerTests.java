package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;
import io.portfolioplatform.app.user.UserTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PerformanceController}, against the closes of MSFT: 26.84 on
 * 2006-01-03, 29.86 on 2006-12-29, 35.60 on 2007-12-31.
 */
@IntegrationTest
class PerformanceControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ImportService imports;

	@Autowired
	private Portfolios portfolios;

	@Autowired
	private UserSettings settings;

	@Autowired
	private UserTransactions transactions;

	@Autowired
	private JdbcClient jdbc;

	private final UserId user = Users.fresh();

	@Test
	void comparesAPortfolioWithABenchmark() {
		UUID id = importCsv("""
				2006-01-03,deposit,,1,10000,USD,0
				2006-01-03,buy,MSFT,100,26.84,USD,0
				""");
		assertThat(get(id, "performance?range=YTD&benchmark=^GSPC")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{
				  "range": "YTD", "start": "2006-12-31", "end": "2007-12-31", "baseCurrency": "USD",
				  "value": { "amount": "10876.00", "currency": "USD" },
				  "gain": { "amount": "574.00", "currency": "USD" },
				  "timeWeighted": { "value": "5.57" },
				  "timeWeightedAnnualized": { "value": "5.57" },
				  "moneyWeighted": { "value": "5.57" },
				  "benchmark": { "symbol": "^GSPC", "growth": { "value": "3.53" }, "excess": { "value": "2.04" } },
				  "warnings": []
				}
				""");
	}

	@Test
	void takesTheBenchmarkInWhateverCase() {
		UUID id = importCsv("2006-01-03,deposit,,1,10000,USD,0\n");
		assertThat(get(id, "performance?range=YTD&benchmark=^gspc")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"benchmark\": { \"symbol\": \"^GSPC\", \"growth\": { \"value\": \"3.53\" } } }");
	}

	@Test
	void remembersUntilAWriteIsCommitted(@Autowired OwnerJdbc jdbc, @Autowired PerformanceService performances) {
		UUID id = importCsv("2006-01-03,buy,MSFT,100,26.84,USD,0\n");
		String before = body(get(id, "performance?range=MAX"));
		jdbc.sql("update activity set quantity = 1 where user_id = ?").param(this.user.value()).update();
		assertThat(body(get(id, "performance?range=MAX"))).isEqualTo(before);
		importCsv("2006-01-04,buy,MSFT,1,26.97,USD,0\n");
		assertThat(JsonPath.<String>read(body(get(id, "performance?range=MAX")), "$.value.amount")).isEqualTo("71.20");
		PerformanceReport report = performances.performance(this.user.value(), id, PerformanceRange.MAXIMUM, "KO");
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(mapper.readValue(mapper.writeValueAsBytes(report), PerformanceReport.class))
			.as("what other processes read from Redis")
			.isEqualTo(report);
	}

	@Test
	void deliversASeriesThatEndsToday() {
		UUID id = importCsv("2006-01-03,buy,MSFT,100,26.84,USD,0\n");
		String body = body(get(id, "performance?range=MAX"));
		assertThat(JsonPath.<Integer>read(body, "$.series.length()")).isBetween(300, 400);
		assertThat(JsonPath.<String>read(body, "$.series[-1].date")).isEqualTo("2007-12-31");
		assertThat(JsonPath.<String>read(body, "$.series[-1].value")).isEqualTo("3560.00");
		assertThat(JsonPath.<String>read(body, "$.series[-1].growth"))
			.isEqualTo(JsonPath.read(body, "$.timeWeighted.value"))
			.isEqualTo("32.64");
		assertThat(JsonPath.<Object>read(body, "$.benchmark")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "1D, 2007-12-30", "1W, 2007-12-24", "1M, 2007-11-30", "YTD, 2006-12-31", "1Y, 2006-12-31",
			"5Y, 2006-01-02", "max, 2006-01-02" })
	void knowsWhereARangeStarts(String range, String start) {
		UUID id = importCsv("2006-01-03,buy,MSFT,100,26.84,USD,0\n");
		assertThat(get(id, "performance?range=" + range)).bodyJson().extractingPath("$.start").isEqualTo(start);
	}

	@Test
	void annualizesNothingBelowThirtyDays() {
		UUID id = importCsv("2006-01-03,buy,MSFT,100,26.84,USD,0\n");
		assertThat(get(id, "performance?range=1W")).bodyJson().isLenientlyEqualTo("""
				{
				  "timeWeightedAnnualized": { "value": null, "reason": { "code": "TOO_SHORT" } },
				  "moneyWeighted": { "value": null, "reason": { "code": "TOO_SHORT" } },
				  "volatility": { "value": null, "reason": { "code": "TOO_FEW_VALUES" } }
				}
				""");
	}

	@Test
	void saysWhatItLeftOutAndWhatItCannotKnow() {
		UUID id = importCsv("""
				2001-01-03,buy,MSFT,100,0,USD,0
				2006-01-03,buy,WARP,1,1,USD,0
				""");
		assertThat(get(id, "performance?range=MAX")).bodyJson().isLenientlyEqualTo("""
				{
				  "value": { "amount": "3560.00" },
				  "timeWeighted": { "value": null, "reason": { "code": "NO_PRICE" } },
				  "series": [],
				  "warnings": [ { "code": "NO_PRICE" } ]
				}
				""");
	}

	@Test
	void valuesWhatHasNoClosingPriceYetAtWhatWasPaidForIt(@Autowired OwnerJdbc jdbc) {
		instrument(jdbc, "LATE", "2007-12-28", "3");
		UUID id = importCsv("""
				2006-01-03,buy,LATE,2,4,USD,0
				2007-06-01,split,LATE,2,0,USD,0
				""");
		assertThat(get(id, "performance?range=1Y")).bodyJson()
			.isLenientlyEqualTo(
					"""
							{
							  "value": { "amount": "12.00" },
							  "gain": { "amount": "4.00" },
							  "timeWeighted": { "value": "50.00" },
							  "moneyWeighted": { "value": "50.00" },
							  "warnings": [ { "code": "OWN_PRICE", "message":
							    "No closing price of LATE is known before 2007-12-28: until then it counts at what you last paid or got for it." } ]
							}
							""");
		assertThat(get(id, "holdings?date=2007-06-01")).bodyJson().isLenientlyEqualTo("""
				{ "holdings": [ { "symbol": "LATE", "quantity": "4", "price": "2", "value": { "amount": "8.00" } } ] }
				""");
		assertThat(get(id, "performance?range=1D")).bodyJson().isLenientlyEqualTo("""
				{ "gain": { "amount": "0.00" }, "warnings": [] }
				""");
	}

	@Test
	void valuesWhatIsBoughtWhereTheLastClosingPriceIsOldAtWhatWasPaidAndSaysSo(@Autowired OwnerJdbc jdbc) {
		instrument(jdbc, "GAPPY", "2006-01-03", "10");
		close(jdbc, "GAPPY", "2007-12-28", "45");
		UUID id = importCsv("2006-01-05,buy,KO,1,41,USD,0\n2007-06-01,buy,GAPPY,10,20,USD,0\n");
		assertThat(get(id, "holdings?date=2007-06-01")).bodyJson().isLenientlyEqualTo("""
				{ "holdings": [ { "symbol": "GAPPY", "price": "20", "priceDate": "2007-06-01", "stale": false },
				                { "symbol": "KO" } ] }
				""");
		assertThat(get(id, "holdings?date=2007-06-30")).bodyJson().isLenientlyEqualTo("""
				{ "holdings": [ { "symbol": "GAPPY", "price": "20", "stale": true }, { "symbol": "KO" } ],
				  "warnings": [ { "code": "STALE_PRICE", "message": "The latest price of GAPPY is of 2007-06-01." } ] }
				""");
		String body = body(get(id, "performance?range=MAX"));
		assertThat(JsonPath.<String>read(body, "$.maximumDrawdown.value")).as("no fall on the day of the purchase")
			.satisfies((fall) -> assertThat(new BigDecimal(fall)).isLessThan(new BigDecimal("20")));
		assertThat(JsonPath.<List<String>>read(body, "$.warnings[*].code")).containsExactly("STALE_PRICE");
		assertThat(JsonPath.<String>read(body, "$.warnings[0].message")).isEqualTo(
				"No closing price of GAPPY is known between 2006-01-03 and 2007-12-28: meanwhile it counts at the "
						+ "earlier one, or at what you last paid or got for it since.");
		assertThat(get(id, "performance?range=1D")).bodyJson().extractingPath("$.warnings").asArray().isEmpty();
	}

	@Test
	void saysNothingOfAGapInWhichNothingWasHeld(@Autowired OwnerJdbc jdbc) {
		instrument(jdbc, "WIDE", "2006-01-03", "10");
		close(jdbc, "WIDE", "2007-12-28", "45");
		UUID id = importCsv("2006-01-05,buy,KO,1,41,USD,0\n2007-12-28,buy,WIDE,10,45,USD,0\n");
		assertThat(get(id, "performance?range=MAX")).bodyJson().extractingPath("$.warnings").asArray().isEmpty();
	}

	@Test
	void answersWhereUnitsMoveThatWereNeverBought() {
		String json = """
				{ "user": { "settings": { "currency": "USD" } },
				  "accounts": [ { "id": "a", "name": "A", "currency": "USD", "balances": [] },
				                { "id": "b", "name": "B", "currency": "USD", "balances": [] } ],
				  "activities": [
				    { "accountId": "a", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 1, "unitPrice": 41,
				      "fee": 0, "date": "2006-01-03" },
				    { "accountId": "a", "targetAccountId": "b", "type": "TRANSFER", "symbol": "ZZZ", "currency": "USD",
				      "quantity": 10, "unitPrice": 3, "fee": 0, "date": "2007-06-01" } ] }
				""";
		UUID id = this.imports
			.importFile(this.user, new ImportFile("a.json", json.getBytes(StandardCharsets.UTF_8)), null)
			.portfolioId();
		assertThat(get(id, "holdings")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "netWorth": { "amount": "61.37" }, "holdings": [ { "symbol": "KO" } ], "warnings": [] }
				""");
		assertThat(get(id, "performance?range=MAX")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo(
					"""
							{ "value": { "amount": "61.37" }, "gain": { "amount": "20.37" }, "warnings": [ { "code": "NO_PRICE" } ] }
							""");
	}

	@Test
	void valuesWhatIsKeptByHandAtTheLastOwnPriceOfAnyPortfolio() {
		UUID first = importJson("a.json", null, 100, "2006-01-03");
		UUID other = this.transactions.write(this.user,
				() -> this.jdbc.sql("insert into portfolio (user_id, name) values (:user, 'Other') returning id")
					.param("user", this.user.value())
					.query(UUID.class)
					.single());
		importJson("b.json", other, 150, "2007-01-03");
		for (UUID id : List.of(first, other)) {
			assertThat(get(id, "holdings")).bodyJson().isLenientlyEqualTo("""
					{ "netWorth": { "amount": "150.00" }, "holdings": [ { "symbol": "Fund", "price": "150" } ] }
					""");
			assertThat(get(id, "performance?range=1D")).bodyJson().extractingPath("$.value.amount").isEqualTo("150.00");
		}
	}

	private UUID importJson(String name, @Nullable UUID portfolio, int price, String date) {
		String json = """
				{ "user": { "settings": { "currency": "EUR" } }, "activities": [
				  { "type": "BUY", "symbol": "Fund", "dataSource": "MANUAL", "currency": "EUR", "quantity": 1,
				    "unitPrice": %d, "fee": 0, "date": "%s" } ] }
				""".formatted(price, date);
		return this.imports
			.importFile(this.user, new ImportFile(name, json.getBytes(StandardCharsets.UTF_8)), portfolio)
			.portfolioId();
	}

	@Test
	void statesNoReturnWhereMoreThanEverythingIsLost() {
		UUID id = importCsv("2007-11-01,deposit,,1,100,USD,0\n2007-12-31,fee,,1,150,USD,0\n");
		assertThat(get(id, "performance?range=MAX&benchmark=^GSPC")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{
				  "value": { "amount": "-50.00" },
				  "gain": { "amount": "-150.00" },
				  "timeWeighted": { "value": null, "reason": { "code": "NO_CAPITAL" } },
				  "timeWeightedAnnualized": { "value": null, "reason": { "code": "NO_CAPITAL" } },
				  "moneyWeighted": { "value": null, "reason": { "code": "ONE_SIDED" } },
				  "benchmark": { "excess": { "value": null, "reason": { "code": "NO_CAPITAL" } } }
				}
				""");
	}

	@Test
	void comparesWithNoBenchmarkWhosePriceIsOld(@Autowired OwnerJdbc jdbc) {
		instrument(jdbc, "FADED", "2007-12-20", "5");
		UUID id = importCsv("2006-01-03,buy,MSFT,100,26.84,USD,0\n");
		String body = body(get(id, "performance?range=1W&benchmark=FADED"));
		assertThat(JsonPath.<Object>read(body, "$.benchmark.growth.value")).isNull();
		assertThat(JsonPath.<Object>read(body, "$.benchmark.excess.value")).isNull();
		assertThat(JsonPath.<String>read(body, "$.benchmark.growth.reason.code")).isEqualTo("STALE_PRICE");
		assertThat(JsonPath.<String>read(body, "$.benchmark.growth.reason.message"))
			.isEqualTo("The latest price of FADED on 2007-12-31 is of 2007-12-20, which is too old to compare with.");
		assertThat(JsonPath.<List<Object>>read(body, "$.series[*].benchmark")).isEmpty();
	}

	@Test
	void hasAnAnswerForAnEmptyPortfolio() {
		UUID id = defaultPortfolio(this.user);
		assertThat(get(id, "performance?range=1Y&benchmark=^GSPC")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{
				  "timeWeighted": { "value": null, "reason": { "code": "NO_CAPITAL" } },
				  "benchmark": { "excess": { "value": null, "reason": { "code": "NO_CAPITAL" } } }
				}
				""");
		assertThat(get(id, "holdings")).hasStatusOk().bodyJson().extractingPath("$.holdings").asArray().isEmpty();
	}

	@Test
	void showsHoldingsOfAnyDay() {
		UUID id = importCsv("""
				2006-01-03,buy,MSFT,10,20,USD,0
				2006-01-04,buy,MSFT,10,30,USD,0
				2007-06-01,sell,MSFT,10,31,USD,0
				""");
		assertThat(get(id, "holdings?date=2006-12-31")).bodyJson().isLenientlyEqualTo("""
				{
				  "date": "2006-12-31", "costMethod": "FIFO", "realisedGain": { "amount": "0.00" },
				  "holdings": [ {
				    "symbol": "MSFT", "quantity": "20", "price": "29.86", "priceDate": "2006-12-29", "weight": "1.0000",
				    "value": { "amount": "597.20" }, "cost": { "amount": "500.00" },
				    "unrealisedGain": { "amount": "97.20" }, "acquired": "2006-01-03"
				  } ]
				}
				""");
		assertThat(get(id, "holdings")).bodyJson().isLenientlyEqualTo("""
				{ "realisedGain": { "amount": "110.00" }, "holdings": [ { "cost": { "amount": "300.00" } } ] }
				""");
		assertThat(get(id, "holdings?costMethod=AVERAGE")).bodyJson().isLenientlyEqualTo("""
				{ "realisedGain": { "amount": "60.00" }, "holdings": [ { "cost": { "amount": "250.00" } } ] }
				""");
	}

	@Test
	void refusesWhatItCannotRead() {
		UUID id = defaultPortfolio(this.user);
		assertThat(get(id, "performance?range=2W")).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.errors[0].field")
			.isEqualTo("range");
		assertThat(get(id, "performance?benchmark=NOPE")).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.errors[0].value")
			.isEqualTo("NOPE");
		assertThat(get(id, "holdings?date=2007-02-31")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(get(id, "holdings?costMethod=LIFO")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void doesNotShowThePortfolioOfAnother() {
		UUID foreign = defaultPortfolio(Users.fresh());
		assertThat(get(foreign, "performance")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get(foreign, "holdings")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void saysOfAPriceThatItIsStaleAndOfWhichDay(@Autowired OwnerJdbc jdbc) {
		instrument(jdbc, "RUSTY", "2007-12-25", "5");
		UUID id = importCsv("2006-01-03,buy,RUSTY,2,4,USD,0\n2006-01-03,buy,KO,1,41,USD,0\n");
		assertThat(get(id, "performance?range=1D")).bodyJson().isLenientlyEqualTo("""
				{ "warnings": [ { "code": "STALE_PRICE", "message": "The latest price of RUSTY is of 2007-12-25." } ] }
				""");
		assertThat(get(id, "holdings")).bodyJson().isLenientlyEqualTo("""
				{ "holdings": [ { "symbol": "KO", "stale": false },
				                { "symbol": "RUSTY", "priceDate": "2007-12-25", "stale": true } ],
				  "warnings": [ { "code": "STALE_PRICE", "message": "The latest price of RUSTY is of 2007-12-25." } ] }
				""");
		assertThat(get(id, "holdings?date=2007-12-26")).bodyJson().isLenientlyEqualTo("""
				{ "holdings": [ { "symbol": "KO" }, { "symbol": "RUSTY", "stale": false } ], "warnings": [] }
				""");
	}

	private static void instrument(OwnerJdbc jdbc, String symbol, String date, String close) {
		jdbc.sql(
				"""
						with made as (insert into instrument (symbol, name, currency) values (?, 'Made for a test', 'USD') returning id)
						insert into price (instrument_id, date, close) select id, cast(? as date), cast(? as numeric) from made
						""")
			.param(symbol)
			.param(date)
			.param(close)
			.update();
	}

	private static void close(OwnerJdbc jdbc, String symbol, String date, String close) {
		jdbc.sql("""
				insert into price (instrument_id, date, close)
				select id, cast(? as date), cast(? as numeric) from instrument where symbol = ?
				""").param(date).param(close).param(symbol).update();
	}

	private UUID importCsv(String lines) {
		proposeBaseCurrency("USD");
		String csv = "date,type,symbol,quantity,unitPrice,currency,fee\n" + lines;
		return this.imports.importFile(this.user, new ImportFile("a.csv", csv.getBytes(StandardCharsets.UTF_8)), null)
			.portfolioId();
	}

	private MvcTestResult get(UUID portfolio, String path) {
		return this.mvc.get()
			.uri("/api/portfolios/" + portfolio + "/" + path)
			.with(Users.signedIn(this.user))
			.exchange();
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private UUID defaultPortfolio(UserId owner) {
		return this.transactions.write(owner, () -> this.portfolios.requireDefault(owner));
	}

	private void proposeBaseCurrency(String currency) {
		this.transactions.write(this.user, () -> {
			this.settings.proposeBaseCurrency(this.user, currency);
			return null;
		});
	}

}
