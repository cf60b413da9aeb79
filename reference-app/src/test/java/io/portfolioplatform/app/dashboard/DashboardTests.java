package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the dashboard as a person sees it.
 */
@RequiresChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { DemoTokens.PROPERTY, "management.server.port=0",
				"platform.ratelimit.policies.dashboard.bandwidths[0].capacity=4",
				"platform.ratelimit.policies.dashboard.bandwidths[0].period=20s" })
@Import({ DatabaseConfiguration.class, DemoClock.class, Busy.class })
class DashboardTests {

	private static final String TRADES = """
			date,type,symbol,quantity,unitPrice,currency
			2006-01-03,buy,MSFT,10,26,USD
			2006-01-03,buy,KO,5,41,USD
			""";

	private static final String MARKUP = "<img src=x onerror=harmed=1>";

	@Autowired
	private Busy busy;

	@LocalServerPort
	private int port;

	@TempDir
	private Path directory;

	private final UserId user = Users.fresh();

	@Test
	void asksForATokenAndKeepsItOutOfTheAddress(Browser browser) {
		browser.open(url());
		eventually(() -> assertThat(browser.find("#sign-in").isDisplayed()).isTrue());
		assertThat(browser.find("#dashboard").isDisplayed()).isFalse();
		signIn(browser);
		assertThat(browser.address()).doesNotContain("token");
		browser.find("#sign-out").click();
		eventually(() -> assertThat(browser.find("#token").isDisplayed()).isTrue());
		assertThat(browser.find("#email").isDisplayed()).isFalse();
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void showsTheNewNetWorthAfterAnImport(Browser browser) throws IOException {
		signIn(browser);
		assertThat(browser.texts("#holdings tbody td")).containsExactly("Nothing is held.");
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.texts("#import-preview tbody tr")).hasSize(2));
		assertThat(browser.texts("#holdings tbody td")).containsExactly("Nothing is held.");
		confirm(browser);
		eventually(() -> assertThat(browser.texts(".card").get(0)).isEqualTo("Net worth\n€450.28"));
		assertThat(browser.texts("#import-answer p")).containsExactly("2 activities of trades.csv are stored.");
		assertThat(browser.texts("#holdings tbody td:first-child")).containsExactly("MSFT", "KO");
		assertThat(browser.texts("#classes li")).containsExactly("Equity\n100.00% · €450.28");
		assertThat(browser.find("#classes svg").getAttribute("aria-label")).isEqualTo("EQUITY 100.00%");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void sortsAndFiltersHoldings(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#holdings tbody td:first-child")).containsExactly("MSFT", "KO"));
		browser.find("#holdings th:first-child button").click();
		assertThat(browser.texts("#holdings tbody td:first-child")).containsExactly("KO", "MSFT");
		assertThat(browser.find("#holdings th:first-child").getAttribute("aria-sort")).isEqualTo("ascending");
		browser.find("#filter").sendKeys("micro");
		assertThat(browser.texts("#holdings tbody td:first-child")).containsExactly("MSFT");
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
	void saysInWordsWhenTheShareIsUsedUp(Browser browser) {
		signIn(browser);
		browser.run("""
				const headers = { Authorization: `Bearer ${sessionStorage.getItem("portfolio.token")}` };
				Promise.all([1, 2, 3].map(() => fetch("/api/dashboard/overview", { headers })))
				.then(() => location.reload());
				""");
		eventually(() -> assertThat(browser.find("#message").getText()).contains("more than your share of requests",
				"Next try in"));
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
	}

	@Test
	void saysInWordsThatTheServiceIsBusyAndTriesAgain(Browser browser) {
		signIn(browser);
		this.busy.begin();
		try {
			browser.run("location.reload()");
			eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now", "Next try in"));
			assertThat(browser.find("#dashboard").isDisplayed()).isFalse();
		}
		finally {
			this.busy.end();
		}
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		assertThat(browser.find("#message").getText()).isEmpty();
	}

	@Test
	void saysInWordsThatTheServerCannotBeReached(Browser browser) throws IOException {
		signIn(browser);
		browser.offline(true);
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("cannot be reached"));
		browser.offline(false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void everyTextHasTheContrastOfWcagAa(String colours, Browser browser) throws IOException {
		browser.preferColours(colours);
		signIn(browser);
		choose(browser, "broken.csv", TRADES + "2006-02-31,buy,MSFT,ten,26,USD\n");
		eventually(() -> assertThat(browser.texts("#import-answer li")).isNotEmpty());
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#holdings tbody td:first-child")).containsExactly("MSFT", "KO"));
		assertThat(browser.run(Contrast.SCRIPT)).asString().isEqualTo("[]");
	}

	@Test
	void everyControlIsReachedByKeyboardAndHasAName(Browser browser) {
		signIn(browser);
		assertThat(browser.run("""
				return JSON.stringify([...document.querySelectorAll("button, input, [tabindex='0']")]
					.filter((control) => control.checkVisibility())
					.filter((control) => control.tabIndex < 0 || !(control.textContent.trim() || control.labels?.length
						|| control.getAttribute("aria-labelledby")))
					.map((control) => control.outerHTML))
				""")).asString().isEqualTo("[]");
	}

	@Test
	void saysInWordsThatATokenIsNotValid(Browser browser) {
		browser.open(url() + "#token=nonsense");
		eventually(() -> assertThat(browser.find("#message").getText()).contains("Sign in again"));
		assertThat(browser.find("#sign-in").isDisplayed()).isTrue();
	}

	@Test
	void fitsAPhone(Browser browser) {
		browser.phone();
		signIn(browser);
		assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo("true");
	}

	@Test
	void transfersLessThan200KilobytesForThePage(Browser browser) {
		signIn(browser);
		Object bytes = browser.run("""
				return [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
					.reduce((sum, entry) => sum + entry.transferSize, 0)
				""");
		assertThat(Long.parseLong(bytes.toString())).isBetween(5_000L, 200_000L);
		Object paint = browser.run("return performance.getEntriesByName('first-contentful-paint')[0].startTime");
		System.out.printf("The dashboard transfers %s bytes; first contentful paint after %.0f ms.%n", bytes,
				Double.parseDouble(paint.toString()));
	}

	@Test
	void drawsThePerformanceBesideTheBenchmark(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.find("#performance-chart").getAttribute("aria-label"))
			.contains("Performance since 2006-12-31", "portfolio", "S&P 500 -7.38%"));
		assertThat(browser.texts("#performance-chart .legend span")).containsExactly("Portfolio", "S&P 500");
		assertThat(browser.texts("#performance-chart .legend strong")).last().isEqualTo("-7.38%");
		assertThat(inked(browser)).isTrue();
		browser.find("#ranges button:last-child").click();
		eventually(() -> assertThat(browser.find("#performance-chart").getAttribute("aria-label"))
			.contains("Performance since 2006-01-02"));
		eventually(() -> assertThat(browser.find("#lifetime").getText()).startsWith("Since 2006-01-02"));
		assertThat(browser.console()).isEmpty();
	}

	private static boolean inked(Browser browser) {
		return "true".equals(browser.run("""
				const canvas = document.querySelector("#performance-chart canvas");
				const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
				return pixels.some((value, index) => index % 4 === 3 && value > 0);
				"""));
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
					document.getElementById("import").dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true, bubbles: true }));
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
		owner.sql("""
				insert into import_job (id, user_id, file_name, duplicates, state, done, total)
				values (gen_random_uuid(), :user, 'many.csv', 'SKIP', 'RUNNING', 1000, 4000)
				""").param("user", this.user.value()).update();
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("Importing many.csv: 1,000 of 4,000 activities …"));
		assertThat(browser.run("return document.getElementById('progress').value")).isEqualTo("0.25");
		owner
			.sql("""
					update import_job set state = 'DONE', answer = '{ "file": "many.csv", "activities": 4000, "warnings": [] }'
					where user_id = :user
					""")
			.param("user", this.user.value())
			.update();
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("4,000 activities of many.csv are stored."));
		assertThat(browser.find("#progress").isDisplayed()).isFalse();
	}

	@Test
	void addsChangesAndDeletesAnActivity(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("are stored"));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
		browser.find("#add").click();
		browser.find("#field-quantity").sendKeys("ten");
		browser.find("#editor-form button[type=submit]").click();
		eventually(() -> assertThat(browser.texts("#editor-fields .loss"))
			.anyMatch((text) -> text.contains("is not a symbol")));
		browser.run("document.getElementById('field-date').value = '2007-03-01'");
		browser.find("#field-symbol").sendKeys("IBM");
		browser.run("document.getElementById('field-quantity').value = '3'");
		browser.find("#field-unitPrice").sendKeys("80");
		browser.find("#editor-form button[type=submit]").click();
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("IBM", "KO",
				"MSFT"));
		browser.find("#activities tbody tr:first-child .actions button").click();
		browser.run("document.getElementById('field-quantity').value = '4'");
		browser.find("#editor-form button[type=submit]").click();
		eventually(() -> assertThat(browser.texts("#activities tbody tr:first-child td:nth-child(4)"))
			.containsExactly("4"));
		browser.find("#activities tbody tr:first-child .actions button:last-child").click();
		browser.find("#question-yes").click();
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("KO", "MSFT"));
	}

	@Test
	void startsWithoutAFileAndByKeyboardAlone(Browser browser) {
		browser.open(url() + "accounts#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#accounts-message").getText()).contains("no portfolio yet"));
		browser.find("#new-portfolio").sendKeys(Keys.ENTER);
		browser.find("#naming-name").sendKeys(MARKUP, Keys.ENTER);
		eventually(() -> assertThat(browser.texts(".portfolio h2")).containsExactly(MARKUP + " without activities"));
		for (String name : new String[] { MARKUP, MARKUP }) {
			eventually(() -> assertThat(browser.find("#naming").isDisplayed()).isFalse());
			browser.find(".portfolio .bar button").sendKeys(Keys.ENTER);
			browser.find("#naming-name").sendKeys(name, Keys.ENTER);
			eventually(() -> assertThat(browser.texts(".accounts tbody td:first-child")).containsExactly(MARKUP));
		}
		eventually(() -> assertThat(browser.find("#naming-problem").getText()).contains("already"));
		assertThat(browser.console()).allMatch((line) -> line.contains("409"));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.find("#add").isDisplayed()).isTrue());
		browser.find("#add").sendKeys(Keys.ENTER);
		browser.run("document.getElementById('field-date').value = '2007-03-01'");
		browser.find("#field-symbol").sendKeys("IBM");
		browser.find("#field-quantity").sendKeys("1");
		browser.find("#field-unitPrice").sendKeys("80");
		browser.find("#field-comment").sendKeys(MARKUP, Keys.ENTER);
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(9)")).containsExactly(MARKUP));
		assertThat(browser.texts("#activities tbody td:nth-child(8)")).containsExactly(MARKUP);
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.texts(".accounts tbody td:nth-child(3)")).containsExactly("1"));
		assertThat(browser.texts("img[src=x]")).isEmpty();
		assertThat(browser.run("return window.harmed")).isEqualTo("null");
		assertThat(browser.console()).isEmpty();
		browser.find(".portfolio .danger").sendKeys(Keys.ENTER);
		browser.find("#question-yes").sendKeys(Keys.ENTER);
		eventually(() -> assertThat(browser.find("#accounts-message").getText()).contains("no portfolio yet"));
	}

	@Test
	void welcomesWhoeverHasNothingYet(Browser browser) {
		signIn(browser);
		assertThat(browser.find("#welcome").isDisplayed()).isTrue();
		assertThat(browser.find("#figures").isDisplayed()).isFalse();
		assertThat(browser.find("#file").isDisplayed()).isTrue();
		browser.find("#welcome a").click();
		eventually(() -> assertThat(browser.find("#editor").isDisplayed()).isTrue());
		browser.select("#field-type", "Deposit");
		assertThat(browser.find("#field-symbol").isDisplayed()).isFalse();
		assertThat(browser.find("#field-quantity").isDisplayed()).isFalse();
		assertThat(browser.find("label[for=field-unitPrice]").getText()).isEqualTo("Amount");
		browser.run("document.getElementById('field-date').value = '2007-03-01'");
		browser.find("#field-unitPrice").sendKeys("1234.5", Keys.ENTER);
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(-n+7)")).containsExactly("2007-03-01",
				"Deposit", "", "", "", "1,234.50 EUR", ""));
		browser.open(url());
		eventually(() -> assertThat(browser.texts(".card").get(0)).isEqualTo("Net worth\n€1,234.50"));
		assertThat(browser.find("#welcome").isDisplayed()).isFalse();
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void changesACommentAndNothingElse(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "many.csv", """
				date,type,symbol,quantity,unitPrice,currency,fee,dataSource,comment
				2006-01-03,buy,Cabin,1,300,USD,0,MANUAL,a
				2006-01-04,item,MSFT,2,26,USD,0,YAHOO,b
				2006-01-05,interest,KO,3,5,USD,0,YAHOO,c
				2006-01-06,fee,,0,0,USD,4,,d
				2006-01-09,buy,KO,5,41,USD,1,YAHOO,e
				""");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("are stored"));
		browser.open(url() + "activities");
		for (int row = 1; row <= 5; row++) {
			String line = "#activities tbody tr:nth-child(" + row + ") ";
			eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(5));
			List<String> before = activity(browser, row);
			browser.find(line + ".actions button").click();
			browser.find("#field-comment").sendKeys("!", Keys.ENTER);
			eventually(() -> assertThat(browser.texts(line + "td:nth-child(9)")).first().asString().endsWith("!"));
			assertThat(activity(browser, row)).as(before.toString()).isEqualTo(before);
		}
	}

	/**
	 * Reads what is stored of a line, without comment and version.
	 */
	private List<String> activity(Browser browser, int row) {
		browser.run("""
				window.stored = null;
				const headers = { Authorization: `Bearer ${sessionStorage.getItem("portfolio.token")}` };
				const read = (path) => fetch(path, { headers }).then((response) => response.json());
				read("/api/portfolios").then((all) => read(`/api/portfolios/${all[0].id}/activities`))
					.then((page) => {
						const { comment, version, ...rest } = page.activities[%d - 1];
						window.stored = Object.entries(rest).join(" ");
					});
				""".formatted(row));
		eventually(() -> assertThat(browser.run("return window.stored")).isNotEqualTo("null"));
		return List.of(browser.run("return window.stored").toString());
	}

	@Test
	void importsIntoThePortfolioThatIsLookedAt(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("are stored"));
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.find("#new-portfolio").isDisplayed()).isTrue());
		browser.find("#new-portfolio").click();
		browser.find("#naming-name").sendKeys("Pension", Keys.ENTER);
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

	@Test
	void showsTheColoursThatWereChosen(Browser browser) {
		browser.preferColours("light");
		signIn(browser);
		String light = background(browser);
		browser.find("#theme").click();
		assertThat(background(browser)).isNotEqualTo(light);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.find("#theme").getText()).isEqualTo("Light"));
		assertThat(background(browser)).isNotEqualTo(light);
		browser.find("#theme").click();
		assertThat(background(browser)).isEqualTo(light);
	}

	private static String background(Browser browser) {
		return browser.run("return getComputedStyle(document.body).backgroundColor").toString();
	}

	@Test
	void tellsHowLongPeopleWaitedForAPage(Browser browser, @Autowired MeterRegistry meters) {
		signIn(browser);
		browser.open(url() + "activities");
		eventually(() -> assertThat(
				meters.get("platform.browser.timing").tags("page", "/", "timing", "ttfb").timer().count())
			.isPositive());
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void showsOperatorsHowTheServiceDoes(Browser browser) {
		browser.open(url() + "operator#token=" + DemoTokens.operatorTokenFor(this.user.value()));
		eventually(() -> assertThat(browser.texts("#scores tbody tr")).isNotEmpty());
		eventually(() -> assertThat(browser.texts("#live canvas")).hasSizeGreaterThanOrEqualTo(3));
		assertThat(browser.texts("#tasks tbody td:first-child")).contains("nightly-prices");
		assertThat(browser.find("#verdict-words").getText()).contains("objectives met", "without enough traffic");
		assertThat(browser.texts("#scores tbody td:nth-child(5)")).contains("5%");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void tellsEverybodyElseThatTheyMayNot(Browser browser) {
		browser.open(url() + "operator#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#message").getText()).contains("may not do this"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void everyPageHasTheContrastOfWcagAaAndFitsAPhone(String colours, Browser browser) throws IOException {
		browser.preferColours(colours);
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("are stored"));
		browser.phone();
		for (String page : new String[] { "", "activities", "accounts",
				"operator#token=" + DemoTokens.operatorTokenFor(this.user.value()) }) {
			browser.open(url() + page);
			eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
			assertThat(browser.run(Contrast.SCRIPT)).as(page).asString().isEqualTo("[]");
			assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).as(page)
				.isEqualTo("true");
		}
	}

	private static void confirm(Browser browser) {
		eventually(() -> assertThat(browser.texts("#import-confirm")).anyMatch((text) -> text.startsWith("Import")));
		browser.find("#import-confirm").click();
	}

	private void signIn(Browser browser) {
		browser.open(url() + "#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
	}

	private void choose(Browser browser, String name, String content) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), content);
		browser.find("#file").sendKeys(file.toString());
	}

	private String url() {
		return "http://localhost:" + this.port + "/";
	}

	private static void eventually(ThrowingRunnable assertion) {
		await().atMost(Browser.patience()).untilAsserted(assertion);
	}

}
