package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.overview.Reason;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ImportService} with whole files, right and wrong.
 */
@IntegrationTest
class ImportFilesTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@Autowired
	private ImportService imports;

	@Autowired
	private OverviewService overviews;

	@Autowired
	private OwnerJdbc jdbc;

	private final UserId user = Users.fresh();

	static Stream<Path> goodFiles() throws IOException {
		return SampleFiles.good().stream();
	}

	@ParameterizedTest
	@MethodSource("goodFiles")
	void storesEveryActivityOnce(Path path) {
		ImportFile file = SampleFiles.read(path);
		ImportReport report = this.imports.importFile(this.user, file, null);
		assertThat(report.activities()).isPositive().isEqualTo(stored().size());
		assertThatExceptionOfType(AlreadyImportedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, file, null));
		assertThat(stored()).hasSize(report.activities());
	}

	/**
	 * What lies after the day at which the clock stands, and what no price is known of,
	 * is found in what was stored.
	 */
	@ParameterizedTest
	@MethodSource("goodFiles")
	void tellsOfDaysToComeAndOfUnknownPrices(Path path) {
		ImportReport report = this.imports.importFile(this.user, SampleFiles.read(path), null);
		List<String> future = this.jdbc.sql("""
				select count(*) || ' of the activities lie after 2007-12-31' from activity
				where user_id = ? and date > '2007-12-31' having count(*) > 0
				""").param(this.user.value()).query(String.class).list();
		assertThat(messages(report, "FUTURE_DATE"))
			.isEqualTo(future.stream().map((text) -> text + ". They are stored and count from their day on.").toList());
		assertThat(this.overviews.overview(this.user.value()).warnings()).filteredOn("code", "FUTURE_DATE")
			.extracting(Reason::message)
			.isEqualTo(future.stream().map((text) -> text + " and do not count yet.").toList());
		assertThat(messages(report, "NO_PRICE")).isEqualTo(this.jdbc.sql("""
				select distinct 'No price of ' || symbol || ' is known. What you hold of it is shown without a value.'
				from activity join instrument on instrument.id = activity.instrument_id and instrument.user_id is null
				where activity.user_id = ? and not exists (select from price where instrument_id = instrument.id)
				order by 1
				""").param(this.user.value()).query(String.class).list());
	}

	private static List<String> messages(ImportReport report, String code) {
		return report.warnings()
			.stream()
			.filter((warning) -> warning.code().equals(code))
			.map(ImportWarning::message)
			.toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
			FILE                      | LINE | COLUMN                 | VALUE
			day-that-never-was.csv    | 3    | Date                   | 31-02-2006
			month-before-day.csv      | 3    | Date                   | 12/25/2006
			year-zero.csv             | 3    | Date                   | 0000-01-01
			year-9999.csv             | 3    | Date                   | 9999-01-01
			no-day.csv                | 3    | Date                   | ''
			unknown-action.csv        | 3    | Action                 | short
			unknown-currency.csv      | 3    | Currency               | XYZ
			pence.csv                 | 3    | Currency               | GBp
			huge-price.csv            | 3    | Price                  | 1e400
			not-a-number.csv          | 3    | Quantity               | NaN
			decimal-comma.csv         | 3    | Price                  | 26,8
			negative-quantity.csv     | 3    | Quantity               | -5
			negative-fee.csv          | 3    | Fee                    | -1
			no-price.csv              | 3    | Price                  | ''
			no-symbol.csv             | 3    | Code                   | ''
			markup-in-symbol.csv      | 3    | Code                   | <b>MSFT</b>
			one-column-too-many.csv   | 3    | column 8               | 1
			open-quotation-mark.csv   | 4    | format                 | ''
			no-currency-column.csv    | 1    | currency               | Date,Code,Price,Quantity,Action,Fee
			some-other-table.csv      | 1    | format                 | Name;Wert
			not-utf-8.csv             | 3    | encoding               | ''
			empty.csv                 | 1    | format                 | ''
			negative-quantity.json    | 4    | activities[1].quantity | -5
			unknown-type.json         | 4    | activities[1].type     | SHORT
			month-13.json             | 4    | activities[1].date     | 2006-13-03T00:00:00.000Z
			object-as-quantity.json   | 4    | activities[1].quantity | {…}
			text-as-activity.json     | 4    | activities[1]          | BUY
			cut-off.json              | 4    | character 1            | ''
			account-currency.json     | 3    | accounts[0].currency   | usd
			balance.json              | 4    | accounts[0].balances[0].value | much
			no-activities.json        | 1    | activities             | ''
			array.json                | 1    | activities             | ''
			activities-as-object.json | 1    | activities             | {…}
			flex-option.csv           | 3    | AssetClass             | OPT
			transfer-to-nowhere.csv   | 3    | toAccount              | ''
			transfer-to-itself.csv    | 3    | toAccount              | Unassigned
			split-of-nothing.csv      | 3    | quantity               | 0
			manual-split.csv          | 3    | symbol                 | My flat
			""")
	void refusesAndStoresNothing(String file, long line, String column, String value) {
		assertThatExceptionOfType(ImportRefusedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, SampleFiles.broken(file), null))
			.satisfies((refused) -> {
				assertThat(refused.problems()).first().satisfies((problem) -> {
					assertThat(problem.line()).isEqualTo(line);
					assertThat(problem.column()).isEqualTo(column);
					assertThat(problem.value()).isEqualTo(value);
				});
				assertThat(refused.getBody().getDetail()).contains(file, "line " + line, column, value);
			});
		assertThat(stored()).isEmpty();
		assertThat(this.jdbc.sql("select count(*) from portfolio where user_id = ?")
			.param(this.user.value())
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void everyBrokenFileIsExpected() throws IOException {
		assertThat(SampleFiles.broken()).hasSize(38);
	}

	@Test
	void readsEveryNotationOfADay() {
		this.imports.importFile(this.user, SampleFiles.good("date-notations.csv"), null);
		assertThat(stored()).extracting((row) -> row.get("date").toString())
			.containsExactly("2006-09-01", "2006-09-01", "2006-09-16", "2006-09-18", "2006-09-19", "2006-09-20",
					"2050-06-06");
	}

	@Test
	void namesTheLinesOfWhatTheOwnerShouldKnow() {
		ImportReport report = this.imports.importFile(this.user, SampleFiles.good("date-notations.csv"), null);
		assertThat(report.warnings()).extracting(ImportWarning::code, ImportWarning::lines)
			.containsExactly(tuple("FUTURE_DATE", List.of(10L)), tuple("NO_PRICE", List.of(10L)));
	}

	@Test
	void takesOverAccountsBalancesAndBaseCurrency() {
		ImportReport report = this.imports.importFile(this.user, SampleFiles.good("accounts-and-balances.json"), null);
		assertThat(report.balances()).isEqualTo(2);
		assertThat(report.warnings()).extracting(ImportWarning::code)
			.containsExactly("FUTURE_DATE", "NO_PRICE", "OTHER_CURRENCY", "IGNORED_PRICES");
		assertThat(stored()).extracting((row) -> row.get("account"), (row) -> row.get("instrument"))
			.startsWith(tuple("Brokerage", "Coca-Cola"))
			.contains(tuple("Unassigned", "Garage in Linz"));
		assertThat(this.jdbc.sql("select base_currency from user_settings where user_id = ?")
			.param(this.user.value())
			.query(String.class)
			.single()).isEqualTo("USD");
	}

	@Test
	void understandsBrokersWhoSellWithNegativeNumbers() {
		this.imports.importFile(this.user, SampleFiles.good("broker-headers.csv"), null);
		assertThat(stored())
			.extracting((row) -> row.get("type"), (row) -> row.get("quantity").toString(),
					(row) -> row.get("fee").toString(), (row) -> row.get("account"))
			.containsExactly(tuple("BUY", "10", "1.50", "Joint"), tuple("SELL", "4", "1.50", "Joint"),
					tuple("BUY", "3", "1.00", "Own"));
	}

	@Test
	void takesTradesOfInteractiveBrokersOnce() {
		ImportReport report = this.imports.importFile(this.user, SampleFiles.good("flex-trades.csv"), null);
		assertThat(report.format()).isEqualTo("Interactive Brokers Flex CSV");
		assertThat(stored())
			.extracting((row) -> row.get("type"), (row) -> row.get("quantity").toString(),
					(row) -> row.get("fee").toString(), (row) -> row.get("account"))
			.containsExactly(tuple("BUY", "10", "1.5", "U4242424"), tuple("SELL", "4", "1.5", "U4242424"));
	}

	@Test
	void recognisesActivitiesThatAreThereAlready() {
		String file = "date,type,symbol,quantity,unitPrice,currency\n";
		String twice = "2006-01-03,buy,KO,1,41,USD\n2006-01-03,buy,KO,1,41,USD\n";
		this.imports.importFile(this.user, csv(file + twice), null);
		assertThat(stored()).hasSize(2);
		ImportReport more = this.imports.importFile(this.user, csv(file + "2006-01-03,buy,KO,1.0,41.00,USD\n" + twice),
				null);
		assertThat(more.activities()).isOne();
		assertThat(more.duplicates()).isEqualTo(2);
		assertThat(more.warnings()).extracting(ImportWarning::code, ImportWarning::lines)
			.contains(tuple("DUPLICATE", List.of(2L, 3L)));
		assertThat(stored()).hasSize(3);
		this.imports.importFile(this.user, csv(file + "2006-01-03,buy,KO,1,41,USD\n"), null, Duplicates.KEEP);
		assertThat(stored()).hasSize(4);
	}

	@Test
	void recognisesWhatAnotherImportIsAboutToStore(@Autowired UserTransactions transactions) {
		String seed = "date,type,symbol,quantity,unitPrice,currency\n2006-01-02,buy,KO,1,41,USD\n";
		UUID portfolio = this.imports.importFile(this.user, csv(seed), null).portfolioId();
		ImportFile monday = csv(seed + "2006-01-03,buy,KO,2,41,USD\n");
		ImportFile tuesday = csv(seed + "2006-01-03,buy,KO,2,41,USD\n2006-01-04,buy,KO,3,41,USD\n");
		CompletableFuture<ImportReport> second = transactions.write(this.user, () -> {
			this.imports.importFile(this.user, monday, portfolio);
			assertThat(CompletableFuture.supplyAsync(() -> this.imports.preview(this.user, tuesday, portfolio)))
				.as("who only looks does not wait")
				.succeedsWithin(PATIENCE);
			CompletableFuture<ImportReport> other = CompletableFuture
				.supplyAsync(() -> this.imports.importFile(this.user, tuesday, portfolio));
			await().atMost(PATIENCE).until(() -> other.isDone() || somebodyWaits());
			return other;
		});
		assertThat(second).succeedsWithin(PATIENCE).returns(2, ImportReport::duplicates);
		assertThat(stored()).hasSize(3);
	}

	private boolean somebodyWaits() {
		return this.jdbc.sql("""
				select exists (select from pg_stat_activity
					where datname = current_database() and wait_event_type = 'Lock')
				""").query(Boolean.class).single();
	}

	private static ImportFile csv(String content) {
		return new ImportFile("a.csv", content.getBytes(StandardCharsets.UTF_8));
	}

	private List<Map<String, Object>> stored() {
		return this.jdbc.sql("""
				select activity.type, activity.date, activity.quantity, activity.fee, account.name as account,
					instrument.name as instrument
				from activity
				join account on account.id = activity.account_id
				left join instrument on instrument.id = activity.instrument_id
				where activity.user_id = ?
				order by activity.id
				""").param(this.user.value()).query().listOfRows();
	}

}
