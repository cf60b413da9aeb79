package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.security.DemoTokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for imports as a person sees them.
 */
class ImportPageTests extends AbstractDashboardTests {

	private static final String MARK = "document.querySelector('#import-answer p').marked = true";

	private static final String MARKED = "return document.querySelector('#import-answer p').marked";

	private static final String LOOKS = """
			return performance.getEntriesByType("resource").filter((each) => each.name.includes("/api/imports/")).length
			""";

	@Test
	void showsTheNewNetWorthAfterAnImport(Browser browser) throws IOException {
		signIn(browser);
		assertThat(browser.texts("#holdings tbody td")).containsExactly("Nothing is held.");
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.texts("#import-preview tbody tr")).hasSize(2));
		assertThat(browser.texts("#holdings tbody td")).containsExactly("Nothing is held.");
		confirm(browser);
		eventually(() -> assertThat(browser.texts(".card")).first().isEqualTo("Net worth\n€450.28"));
		assertThat(browser.texts("#import-answer p")).containsExactly("2 activities of trades.csv are stored.");
		assertThat(browser.texts("#holdings tbody td:first-child")).containsExactly("MSFT", "KO");
		assertThat(browser.texts("#classes li")).containsExactly("Equity\n100.00% · €450.28");
		assertThat(browser.find("#classes svg").getAttribute("aria-label")).isEqualTo("EQUITY 100.00%");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void explainsARefusedFile(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "broken.csv", TRADES + "2006-02-31,buy,MSFT,ten,26,USD\n");
		eventually(() -> assertThat(browser.texts("#import-answer p"))
			.containsExactly("broken.csv was not imported, and nothing of it is stored:"));
		assertThat(browser.texts("#import-answer li"))
			.anySatisfy((line) -> assertThat(line).contains("line 4", "“date”", "2006-02-31"));
		assertThat(browser.texts("#holdings tbody td")).containsExactly("Nothing is held.");
	}

	@Test
	void saysThatAFileWasChangedSinceItsPreview(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.find("#import-confirm").isDisplayed()).isTrue());
		// Browsers compare whole seconds.
		Files.setLastModifiedTime(this.directory.resolve("trades.csv"),
				FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
		browser.find("#import-confirm").click();
		eventually(() -> assertThat(browser.texts("#import-answer p"))
			.containsExactly("The file cannot be read, or was changed since. Choose it again."));
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.find("#import-confirm").isDisplayed()).isTrue());
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p"))
			.containsExactly("2 activities of trades.csv are stored."));
	}

	@Test
	void showsMarkupAsText(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "<img src=x onerror=alert(1)>.csv", "date,type,symbol,quantity,unitPrice,currency\n");
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("<img src=x onerror=alert(1)>"));
		assertThat(browser.texts("#import-answer img")).isEmpty();
	}

	@Test
	void showsMarkupOfAnotherTrackersNamesAndNotesAsText(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "export.json",
				"""
						{ "accounts": [ { "id": "MARKUP", "name": "MARKUP", "currency": "USD", "balances": [] } ],
						  "assetProfiles": [ { "symbol": "Cabin", "name": "MARKUP", "assetClass": "MARKUP", "dataSource": "MANUAL" } ],
						  "activities": [ { "accountId": "MARKUP", "type": "BUY", "date": "2006-01-03", "symbol": "Cabin",
						    "dataSource": "MANUAL", "quantity": 1, "unitPrice": 300, "fee": 0, "currency": "USD", "comment": "MARKUP" } ] }
						"""
					.replace("MARKUP", MARKUP));
		eventually(() -> assertThat(browser.texts("#import-preview tbody tr")).hasSize(1));
		assertThat(browser.texts("img[src=x]")).isEmpty();
		confirm(browser);
		eventually(() -> assertThat(browser.find("#holdings").getText()).contains(MARKUP));
		for (String page : new String[] { "", "activities" }) {
			browser.open(url() + page);
			eventually(() -> assertThat(browser.find("#dashboard").getText()).contains(MARKUP));
			assertThat(browser.texts("img[src=x]")).isEmpty();
			assertThat(browser.run("return window.harmed")).isEqualTo("null");
			assertThat(browser.console()).isEmpty();
		}
	}

	@Test
	void importsADroppedFileAndRecognisesItsActivities(Browser browser) throws IOException {
		signIn(browser);
		drop(browser, TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("are stored"));
		drop(browser, TRADES + "2006-02-03,buy,IBM,1,80,USD\n");
		eventually(() -> assertThat(browser.texts("#import-answer p")).first()
			.asString()
			.contains("3 activities, 2 of which you have already"));
		assertThat(browser.find("#import-confirm").getText()).isEqualTo("Import 1 activity");
	}

	private void drop(Browser browser, String content) {
		browser
			.run("""
					const data = new DataTransfer();
					data.items.add(new File([`%s`], "dropped.csv", { type: "text/csv" }));
					document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true, bubbles: true }));
					"""
				.formatted(content));
	}

	@Test
	void showsTheProgressOfALargeImport(Browser browser) throws IOException {
		signIn(browser);
		StringBuilder rows = new StringBuilder("date,type,symbol,quantity,unitPrice,currency\n");
		for (int row = 0; row < 3000; row++) {
			rows.append("2006-01-03,buy,MSFT,1,").append(20 + row).append(",USD\n");
		}
		browser.run("""
				window.seen = [];
				new MutationObserver(() => window.seen.push(document.getElementById("import-answer").textContent))
					.observe(document.getElementById("import-answer"), { childList: true });
				""");
		choose(browser, "many.csv", rows.toString());
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first()
			.isEqualTo("3,000 activities of many.csv are stored."));
		assertThat(browser.run("return window.seen.join('|')").toString()).contains("of 3,000 activities");
	}

	@Test
	void goesOnTellingOfAnImportThatAFormerPageBegan(Browser browser, @Autowired OwnerJdbc owner) {
		followImport(browser, owner);
		assertThat(browser.run("return document.getElementById('progress').value")).isEqualTo("0.25");
		// A screen reader says again what is written again.
		browser.run(MARK);
		changeImport(owner, "done = 2000");
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("Importing many.csv: 2,000 of 4,000 activities …"));
		assertThat(browser.run(MARKED)).isEqualTo("true");
		changeImport(owner,
				"state = 'DONE', answer = '{ \"file\": \"many.csv\", \"activities\": 4000, \"warnings\": [] }'");
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("4,000 activities of many.csv are stored."));
		// The figures are loaded anew before.
		eventually(() -> assertThat(browser.find("#progress").isDisplayed()).isFalse());
	}

	@Test
	void saysThatAnImportFailedAndIsTriedAgain(Browser browser, @Autowired OwnerJdbc owner) {
		owner
			.sql("""
					with import as (
						insert into import_job (id, user_id, file_name, duplicates, state, done, total)
						values (gen_random_uuid(), :user, 'many.csv', 'SKIP', 'RUNNING', 1000, 4000) returning id
					)
					insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, consecutive_failures)
					select 'import-file', :user || '/' || id, now() + interval '1 day', false, 1, 1 from import
					""")
			.param("user", this.user.value())
			.update();
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#import-answer").getText()).isEqualTo(
				"Importing many.csv failed on the server, which tries again by itself. Nothing of it is stored so far."));
		browser.run(MARK);
		Object looks = browser.run(LOOKS);
		eventually(() -> assertThat(browser.run(LOOKS)).isNotEqualTo(looks));
		assertThat(browser.run(MARKED)).isEqualTo("true");
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.texts("#jobs li")).singleElement()
			.asString()
			.startsWith("Import of a file: failed once; it is tried again at "));
		browser.open(url() + "operator#token=" + DemoTokens.operatorTokenFor(this.user.value()));
		eventually(() -> assertThat(browser.texts("#tasks tbody tr"))
			.anySatisfy((task) -> assertThat(task).contains("import-file", "failed last, tried again")
				.containsPattern("[0-9,]+ of [0-9,]+")));
	}

	@Test
	void importsIntoThePortfolioThatIsLookedAt(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		browser.open(url() + "accounts");
		makePortfolio(browser, "Pension");
		eventually(() -> assertThat(browser.texts(".portfolio")).hasSize(2));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#portfolio option")).hasSize(2));
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		browser.find("#show-import").click();
		choose(browser, "pension.csv", "date,type,symbol,quantity,unitPrice,currency\n2006-02-03,buy,IBM,1,80,USD\n");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("IBM"));
		browser.open(url());
		eventually(() -> assertThat(browser.texts("#performance-portfolio option")).containsExactly("My portfolio",
				"Pension"));
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).hasSize(2));
		browser.find("#kinds button:last-child").click();
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).containsExactly("€73.43"));
		browser.select("#performance-portfolio", "My portfolio");
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).containsExactly("€450.28"));
		assertThat(browser.console()).isEmpty();
	}

}
