package io.portfolioplatform.app.imports;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.overview.Holding;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.domain.activity.ActivityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ImportService}: what a file means where it can be read in two ways.
 */
@IntegrationTest
class ImportConventionsTests {

	private static final String HEADER = "date,type,symbol,quantity,unitPrice,currency,account,dataSource\n";

	private static final String FLEX_HEADER = "ClientAccountID,CurrencyPrimary,AssetClass,Symbol,TradeDate,Buy/Sell,"
			+ "Quantity,TradePrice,IBCommission\n";

	@Autowired
	private ImportService imports;

	@Autowired
	private OverviewService overviews;

	@Autowired
	private OwnerJdbc owner;

	private final UserId user = Users.fresh();

	@Test
	void marketsKnowNoCaseAndWhatIsKeptByHandDoes() {
		store(HEADER + "2006-01-03,buy,MSFT,10,26,USD,A,\n2006-01-04,sell,msft,10,27,USD,A,\n"
				+ "2006-01-05,item,House,1,9,EUR,A,\n2006-01-05,item,house,1,8,EUR,A,\n");
		assertThat(this.overviews.overview(this.user.value()).topHoldings()).extracting(Holding::symbol)
			.containsExactly("House", "house");
	}

	@Test
	void oneSpellingIsLeftOfSymbolsThatHadSeveral() throws Exception {
		String symbol = "V" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "x";
		store(HEADER + "2006-01-03,buy," + symbol + ",10,26,USD,A,\n");
		long spelled = this.owner
			.sql("insert into instrument (symbol, name, currency) values (:symbol, :symbol, 'USD') returning id")
			.param("symbol", symbol)
			.query(Long.class)
			.single();
		long alone = this.owner.sql("insert into instrument (symbol, name) values (:symbol, :symbol) returning id")
			.param("symbol", symbol + "y")
			.query(Long.class)
			.single();
		this.owner.sql("insert into price (instrument_id, date, close) values (?, '2007-12-28', 30)")
			.param(spelled)
			.update();
		store(HEADER + "2006-01-04,sell,KO,4,27,USD,A,\n2006-01-05,buy,KO,1,27,USD,A,\n");
		this.owner.sql(
				"update activity set instrument_id = case type when 'SELL' then ? else ? end where user_id = ? and date > '2006-01-03'")
			.params(spelled, alone, this.user.value())
			.update();
		String migration = new String(
				getClass().getResourceAsStream("/db/migration/V15__symbols_in_upper_case.sql").readAllBytes(),
				StandardCharsets.UTF_8);
		this.owner.sql(migration).update();
		assertThat(stored()).extracting((row) -> row.get("symbol"), (row) -> row.get("version"))
			.containsExactly(tuple(symbol.toUpperCase(), 1), tuple(symbol.toUpperCase(), 2),
					tuple(symbol.toUpperCase() + "Y", 2));
		assertThat(this.owner
			.sql("""
					select instrument.currency, price.close from instrument join price on price.instrument_id = instrument.id
					where symbol = ? and name = symbol
					""")
			.param(symbol.toUpperCase())
			.query()
			.listOfRows()).containsExactly(Map.of("currency", "USD", "close", BigDecimal.valueOf(30)));
	}

	@ParameterizedTest
	@EnumSource(Duplicates.class)
	void whatWasDeletedComesBackOnceWithItsFile(Duplicates duplicates) {
		ImportFile file = csv(HEADER + "2006-01-03,buy,KO,1,41,USD,A,\n2006-01-04,buy,KO,2,41,USD,A,\n");
		UUID first = this.imports.importFile(this.user, file, null).id();
		this.owner.sql("delete from activity where user_id = ?").param(this.user.value()).update();
		assertThat(this.imports.preview(this.user, file, null).duplicates()).isZero();
		ImportReport again = this.imports.importFile(this.user, file, null, duplicates);
		assertThat(again.activities()).isEqualTo(2);
		assertThat(again.id()).isNotEqualTo(first);
		assertThatExceptionOfType(AlreadyImportedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, file, null, duplicates));
		assertThatExceptionOfType(AlreadyImportedException.class)
			.isThrownBy(() -> this.imports.preview(this.user, file, null));
		assertThat(stored()).hasSize(2);
	}

	/**
	 * As it would be after all of it was edited, or read otherwise by an earlier version.
	 */
	@ParameterizedTest
	@EnumSource
	void aFileComesNotAgainWhereSomethingOfItMayBeThere(Duplicates duplicates) {
		ImportFile file = csv(HEADER + "2006-01-03,buy,KO,1,41,USD,A,\n2006-01-04,buy,KO,2,41,USD,A,\n");
		this.imports.importFile(this.user, file, null);
		this.owner.sql("update activity set quantity = quantity + 10 where user_id = ?")
			.param(this.user.value())
			.update();
		assertThatExceptionOfType(AlreadyImportedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, file, null, duplicates));
		this.owner.sql("delete from activity where user_id = ? and quantity = 11").param(this.user.value()).update();
		assertThatExceptionOfType(AlreadyImportedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, file, null, duplicates));
		this.owner.sql("delete from activity where user_id = ?").param(this.user.value()).update();
		this.owner.sql("update import_run set read_otherwise = true where user_id = ?")
			.param(this.user.value())
			.update();
		assertThatExceptionOfType(AlreadyImportedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, file, null, duplicates));
	}

	/**
	 * As it does while both run: it keeps the file and not what the file brought.
	 */
	@ParameterizedTest
	@EnumSource
	void aFileComesNotAgainThatAFormerVersionImports(Duplicates duplicates) {
		UUID portfolio = store(HEADER + "2006-01-03,buy,KO,1,41,USD,A,\n");
		ImportFile file = csv(HEADER + "2006-01-04,buy,KO,2,41,USD,A,\n");
		this.owner.sql("""
				insert into import_run (user_id, portfolio_id, file_name, content_sha256, activities)
				values (?, ?, 'a.csv', sha256(?), 1)
				""").params(this.user.value(), portfolio, file.content()).update();
		assertThatExceptionOfType(AlreadyImportedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, file, null, duplicates));
	}

	@Test
	void aNameCountsBeforeWhatAnAccountWasCalled() {
		UUID portfolio = store(HEADER + "2006-01-03,buy,KO,1,41,USD,Savings,\n2006-01-03,buy,KO,2,41,USD,Broker,\n");
		rename(portfolio, "Savings", "Old");
		rename(portfolio, "Broker", "Savings");
		store(HEADER + "2006-01-04,buy,KO,3,41,USD,Savings,\n2006-01-04,buy,KO,4,41,USD,savings,\n"
				+ "2006-01-04,buy,KO,5,41,USD,Broker,\n");
		assertThat(stored()).extracting((row) -> row.get("quantity").toString(), (row) -> row.get("account"))
			.containsExactly(tuple("1", "Old"), tuple("2", "Savings"), tuple("3", "Savings"), tuple("4", "Savings"),
					tuple("5", "Savings"));
	}

	/**
	 * As an export of such accounts does.
	 */
	@Test
	void anIdentifierCountsFirstWhereTheFileSaysWhatItMeans() {
		String file = """
				{ "accounts": [ { "id": "Broker", "name": "Savings", "currency": "USD" },
				    { "id": "Savings", "name": "Zeta", "currency": "USD" } ],
				  "activities": [
				    { "accountId": "Savings", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 1,
				      "unitPrice": 41, "date": "2006-01-03" },
				    { "accountId": "Broker", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": %d,
				      "unitPrice": 41, "date": "2006-01-03" } ] }
				""";
		store(file.formatted(2));
		store(file.formatted(3));
		assertThat(stored()).extracting((row) -> row.get("quantity").toString(), (row) -> row.get("account"))
			.containsExactly(tuple("1", "Zeta"), tuple("2", "Savings"), tuple("3", "Savings"));
	}

	@Test
	void anIdentifierThatIsNotKnownMeansTheAccountOfItsName() {
		String trade = "2006-01-03,buy,KO,1,41,USD,";
		UUID portfolio = store(HEADER + trade + "Broker,\n" + trade + "Savings,\n" + trade + "Euros,\n");
		rename(portfolio, "Savings", "Renamed");
		ImportReport report = this.imports.importFile(this.user,
				csv("""
						{ "accounts": [ { "id": "6f1", "name": "broker", "currency": "USD",
						      "balances": [ { "date": "2006-01-03", "value": 7 } ] },
						    { "id": "6f2", "name": "Broker", "currency": "USD" }, { "id": "6f3", "name": "Savings", "currency": "EUR" },
						    { "id": "6f4", "name": "Euros", "currency": "EUR", "balances": [ { "date": "2006-01-03", "value": 7 } ] } ],
						  "activities": [ %s ] }
						"""
					.formatted(IntStream.rangeClosed(1, 4)
						.mapToObj(
								(account) -> """
										{ "accountId": "6f%d", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 1, "unitPrice": 41,
										  "date": "2006-01-03" }
										"""
									.formatted(account))
						.collect(Collectors.joining(",")))),
				null);
		assertThat(report.duplicates()).isEqualTo(2);
		assertThat(stored()).extracting((row) -> row.get("account"))
			.containsExactly("Broker", "Renamed", "Euros", "Broker", "Euros");
		assertThat(this.owner.sql("select count(*) from account where user_id = ?")
			.param(this.user.value())
			.query(Long.class)
			.single()).isEqualTo(5);
	}

	/**
	 * An identifier is kept unless the file may bring balances in another currency.
	 */
	@ParameterizedTest
	@CsvSource({ "6f1, USD, Renamed, 1", "Broker, USD, Renamed, 1", "6f1, EUR, Broker, 2" })
	void anIdentifierMeansTheAccountThatItMetAlsoOnceThatIsRenamed(String id, String currency, String name,
			int accounts) {
		UUID portfolio = store(HEADER + "2006-01-03,buy,KO,1,41,USD,First,\n");
		this.owner.sql("update account set name = 'Broker' where portfolio_id = ?").param(portfolio).update();
		String file = """
				{ "accounts": [ { "id": "%s", "name": "Broker", "currency": "%s" } ],
				  "activities": [ { "accountId": "%1$s", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 1,
				      "unitPrice": 41, "date": "2006-01-03" },
				    { "accountId": "%1$s", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": %3$d,
				      "unitPrice": 41, "date": "2006-01-04" } ] }
				""";
		assertThat(this.imports.importFile(this.user, csv(file.formatted(id, currency, 2)), null)).returns(1,
				ImportReport::duplicates);
		rename(portfolio, "Broker", "Renamed");
		store(file.formatted(id, currency, 3));
		assertThat(stored()).last().returns(name, (row) -> row.get("account"));
		assertThat(this.owner.sql("select count(*) from account where portfolio_id = ?")
			.param(portfolio)
			.query(Integer.class)
			.single()).isEqualTo(accounts);
	}

	/**
	 * As a former version opens one that knows nothing of further identifiers.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void whatAnAccountWasOpenedUnderCountsBeforeWhatAnotherIsCalledToo(int opened) {
		UUID portfolio = store(HEADER + "2006-01-03,buy,KO,1,41,USD,One,\n2006-01-03,buy,KO,1,41,USD,Two,\n");
		List<String> names = this.owner.sql("select name from account where portfolio_id = ? order by id")
			.param(portfolio)
			.query(String.class)
			.list();
		this.owner.sql("update account set other_ids = array[?] where portfolio_id = ? and name = ?")
			.params(names.get(opened), portfolio, names.get(1 - opened))
			.update();
		rename(portfolio, names.get(opened), "Renamed");
		store("""
				{ "accounts": [ { "id": "%s", "name": "Elsewhere", "currency": "USD" } ],
				  "activities": [ { "accountId": "%1$s", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 2,
				      "unitPrice": 41, "date": "2006-01-04" } ] }
				"""
			.formatted(names.get(opened)));
		assertThat(stored()).last().returns("Renamed", (row) -> row.get("account"));
	}

	@Test
	void keepsTheNewestIdentifiersOfAnAccount() {
		UUID portfolio = store(HEADER + "2006-01-03,buy,KO,1,41,USD,Broker,\n");
		this.owner
			.sql("update account set other_ids = (select array_agg('old-' || i) from generate_series(1, 20) i) "
					+ "where portfolio_id = ?")
			.param(portfolio)
			.update();
		store("""
				{ "accounts": [ { "id": "new", "name": "Broker", "currency": "USD" } ],
				  "activities": [ { "accountId": "new", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 2,
				      "unitPrice": 41, "date": "2006-01-04" } ] }
				""");
		assertThat(this.owner
			.sql("select other_ids[1] || ' ' || other_ids[20] || ' ' || cardinality(other_ids) from account "
					+ "where portfolio_id = ?")
			.param(portfolio)
			.query(String.class)
			.single()).isEqualTo("old-2 new 20");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"unitPrice\": 10, \"value\": 50", "\"value\": 50, \"unitPrice\": 10",
			"\"value\": 50, \"price\": 10" })
	void thePreferredOfSeveralNamesCounts(String price) {
		ParsedActivity activity = json(price, "\"accountId\": \"x\", \"account\": { \"name\": \"Broker\" }");
		assertThat(activity.unitPrice()).isEqualByComparingTo("10");
		assertThat(activity.account()).isEqualTo("x");
	}

	@Test
	void noAccountIsNamedLikeAnObject() {
		assertThatExceptionOfType(ImportRefusedException.class)
			.isThrownBy(() -> json("\"unitPrice\": 10", "\"account\": { \"name\": \"Broker\" }"))
			.satisfies((refused) -> assertThat(refused.problems()).singleElement()
				.returns("activities[0].account", ImportProblem::column));
		assertThat(json("\"unitPrice\": 10", "\"accountId\": null, \"account\": { \"name\": \"Broker\" }").account())
			.isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2021-01-01T00:00:00+01:00,2021-01-01", "2020-12-31T23:00:00-05:00,2020-12-31",
			"2020-12-31T23:00:00.000Z,2020-12-31", "2021-01-01T00:00:00.000Z,2021-01-01" })
	void aMomentBelongsToTheDayThatIsWrittenThere(String moment, LocalDate day) {
		assertThat(Days.read(new Cell(1, "date", moment))).isEqualTo(day);
	}

	@Test
	void aCommissionThatIsPaidToTheCustomerIsNoFee() {
		List<ParsedActivity> parsed = this.imports
			.parse(csv(FLEX_HEADER + "U1,USD,STK,IBM,20070102,BUY,10,97.27,0.35\n"
					+ "U1,USD,STK,IBM,20070103,BUY,10,97.27,-1.5\nU1,USD,STK,IBM,20070104,BUY,10,97.27,0\n"))
			.activities();
		assertThat(parsed)
			.extracting(ParsedActivity::type, ParsedActivity::account, (activity) -> activity.fee().toString(),
					(activity) -> activity.unitPrice().toString(), ParsedActivity::comment)
			.containsExactly(tuple(ActivityType.BUY, "U1", "0", "97.27", null),
					tuple(ActivityType.INTEREST, "U1", "0", "0.35", "Commission paid to you for IBM"),
					tuple(ActivityType.BUY, "U1", "1.5", "97.27", null),
					tuple(ActivityType.BUY, "U1", "0", "97.27", null));
	}

	@Test
	void tellsOfTradesInAnotherCurrencyThanThatOfThePrices() {
		ImportReport report = this.imports.importFile(this.user,
				csv(FLEX_HEADER + "U1,EUR,STK,AIRX,20070102,BUY,10,150,-1\nU1,EUR,STK,AIRX.PAR,20070102,BUY,10,150,-1\n"
						+ "U1,USD,STK,IBM,20070102,BUY,10,97.27,-1\nU1,EUR,STK,MSFT,20070102,BUY,10,20,-1\n"),
				null);
		assertThat(report.warnings()).filteredOn((warning) -> warning.code().equals("OTHER_CURRENCY"))
			.extracting((warning) -> warning.message().substring(0, warning.message().indexOf('.')),
					ImportWarning::lines)
			.containsExactly(tuple("AIRX was traded in EUR, but its prices are in USD", List.of(2L)),
					tuple("MSFT was traded in EUR, but its prices are in USD", List.of(5L)));
	}

	private ParsedActivity json(String price, String account) {
		return this.imports.parse(csv("""
				{ "activities": [ { "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 5,
				    "date": "2006-01-03", %s, %s } ] }
				""".formatted(price, account))).activities().get(0);
	}

	private UUID store(String content) {
		return this.imports.importFile(this.user, csv(content), null).portfolioId();
	}

	private void rename(UUID portfolio, String from, String to) {
		this.owner.sql("update account set name = ? where portfolio_id = ? and name = ?")
			.params(to, portfolio, from)
			.update();
	}

	private static ImportFile csv(String content) {
		return new ImportFile("a.csv", content.getBytes(StandardCharsets.UTF_8));
	}

	private List<Map<String, Object>> stored() {
		return this.owner.sql("""
				select activity.quantity, activity.version, account.name as account, instrument.symbol
				from activity
				join account on account.id = activity.account_id
				left join instrument on instrument.id = activity.instrument_id
				where activity.user_id = ?
				order by activity.id
				""").param(this.user.value()).query().listOfRows();
	}

}
