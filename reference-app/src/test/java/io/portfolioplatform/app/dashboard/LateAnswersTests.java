package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a page shows what was asked for last, whichever answer comes last.
 */
class LateAnswersTests extends AbstractDashboardTests {

	@Autowired
	private Late late;

	@Autowired
	private Busy busy;

	@Autowired
	private Garbled garbled;

	@AfterEach
	void letGo() {
		this.garbled.end();
		this.late.release();
		this.busy.end();
	}

	@Test
	void listsThePortfolioThatWasChosenLast(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		makePension(browser);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("KO", "MSFT"));
		String question = browser.run("return document.getElementById('portfolio').value") + "/activities";
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		this.late.holdNext(question);
		browser.select("#portfolio", "My portfolio");
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		assertThat(browser.texts("#activities tbody tr")).isEmpty();
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		this.late.release();
		eventually(() -> assertThat(answers(browser, question)).isEqualTo("2"));
		assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded.");
	}

	@Test
	void offersTheAccountsOfThePortfolioThatWasChosenLast(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		makePension(browser);
		browser.open(url() + "activities");
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		buyInNewAccount(browser, "2006-02-03");
		browser.select("#portfolio", "My portfolio");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
		this.late.holdNext("/activities?limit=50");
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.find("#add").click();
		assertThat(browser.find("#editor").isDisplayed()).isFalse();
		this.late.release();
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(1));
		browser.find("#add").click();
		assertThat(browser.texts("#field-accountId option")).containsExactly("Unassigned", "New");
	}

	@Test
	void listsTheSymbolThatWasEnteredLast(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
		this.late.holdNext("symbol=KO");
		browser.find("#symbol").sendKeys("KO", Keys.ENTER);
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.find("#symbol").clear();
		browser.find("#symbol").sendKeys("MSFT", Keys.ENTER);
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("MSFT"));
		this.late.release();
		eventually(() -> assertThat(answers(browser, "symbol=KO")).isEqualTo("1"));
		assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("MSFT");
	}

	@Test
	void namesTheAccountOfAnActivityThatWasJustStored(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
		this.late.holdNext("symbol=IBM");
		browser.find("#symbol").sendKeys("IBM", Keys.ENTER);
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		buyInNewAccount(browser, "2006-02-03");
		this.late.release();
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(8)")).containsExactly("New"));
	}

	/**
	 * A form without the account of an activity would take it away.
	 */
	@Test
	void keepsTheAccountOfAnActivityThatIsListedLater(Browser browser) throws IOException {
		importTrades(browser, trades(60));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(50));
		buyInNewAccount(browser, "2005-02-03");
		browser.find("#more").click();
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(61));
		browser.find("#activities tbody tr:last-child .actions button").click();
		browser.find("#field-comment").sendKeys("changed");
		browser.find("#editor-form button[type=submit]").click();
		eventually(() -> assertThat(browser.texts("#activities tbody tr:last-child td:nth-child(9)"))
			.containsExactly("changed"));
		assertThat(browser.texts("#activities tbody tr:last-child td:nth-child(8)")).containsExactly("New");
	}

	/**
	 * Nobody can choose a portfolio that would then be replaced by that of a link.
	 */
	@Test
	void showsThePageOnceItHasFoundWhatALinkIsAbout(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		makePension(browser);
		browser.open(url() + "activities");
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		this.late.holdNext("limit=1&");
		browser.open(url() + "activities?symbol=MSFT");
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		assertThat(browser.find("#dashboard").isDisplayed()).isFalse();
		this.late.release();
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		assertThat(browser.texts("#portfolio :checked")).containsExactly("My portfolio");
	}

	/**
	 * There was no portfolio when the link was followed; another tab made one since.
	 */
	@Test
	void staysInThePortfolioOfWhatWasJustAdded(Browser browser) {
		signIn(browser);
		browser.open(url() + "activities?symbol=MSFT");
		eventually(() -> assertThat(browser.find("#activities-message").getText()).contains("Nothing is recorded yet"));
		makePension(browser);
		browser.run("""
				const ask = window.fetch;
				window.asked = [];
				window.fetch = (path, ...more) => window.asked.push(path) && ask(path, ...more);
				""");
		browser.find("#add").click();
		browser.select("#field-type", "Deposit");
		browser.run("document.getElementById('field-date').value = '2007-03-01'");
		browser.find("#field-unitPrice").sendKeys("10", Keys.ENTER);
		eventually(() -> assertThat(browser.texts("#activities tbody td"))
			.containsExactly("Nothing is recorded of MSFT."));
		assertThat(browser.run("return window.asked.filter((path) => path.includes('limit=1&')).length"))
			.isEqualTo("0");
		assertThat(browser.find("#activities-message").getText()).isEqualTo("The activity of 2007-03-01 is stored.");
	}

	@Test
	void showsEachActivityOnce(Browser browser) throws IOException {
		importTrades(browser, trades(120));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(50));
		assertThat(browser.run("""
				const more = document.getElementById("more");
				more.click();
				more.click();
				return more.disabled;
				""")).isEqualTo("true");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(100));
		assertThat(browser.run("""
				return new Set([...document.querySelectorAll("tr[data-id]")].map((line) => line.dataset.id)).size
				""")).isEqualTo("100");
		assertThat(browser.run("return document.activeElement.closest('tr').rowIndex")).isEqualTo("51");
		browser.find("#more").click();
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(120));
		assertThat(browser.find("#more").isDisplayed()).isFalse();
	}

	@Test
	void leavesWhoeverWaitedForMoreWhereTheyWent(Browser browser) throws IOException {
		importTrades(browser, trades(60));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(50));
		this.late.holdNext("cursor=");
		browser.find("#more").click();
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.find("#symbol").click();
		this.late.release();
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(60));
		assertThat(browser.run("return document.activeElement.id")).isEqualTo("symbol");
	}

	@Test
	void showsNoChartOfOnePortfolioUnderTheNameOfAnother(Browser browser) throws IOException {
		fillPension(browser);
		this.busy.begin();
		browser.select("#performance-portfolio", "My portfolio");
		eventually(() -> assertThat(browser.find("#performance-message").getText()).contains("busy right now"));
		assertThat(browser.texts("#performance-chart .legend strong")).isEmpty();
		assertThat(browser.texts("#performance-figures dd")).isEmpty();
	}

	@Test
	void tellsNoFailureOfOnePortfolioUnderTheNameOfAnother(Browser browser) throws IOException {
		fillPension(browser);
		String question = browser.run("""
				return [...document.querySelectorAll("#performance-portfolio option")]
					.find((option) => option.text === "My portfolio").value
				""") + "/metrics";
		this.garbled.begin(Garbled.Kind.PORTAL, question);
		this.late.holdNext(question);
		browser.select("#performance-portfolio", "My portfolio");
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.select("#performance-portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).hasSize(2));
		this.late.release();
		eventually(() -> assertThat(answers(browser, question)).isEqualTo("1"));
		assertThat(browser.find("#performance-message").getText()).doesNotContain("cannot be reached");
	}

	@Test
	void waitsForWhatIsBeingComputedThoughAnAnswerIsRefused(Browser browser, @Autowired OwnerJdbc owner)
			throws IOException {
		importTrades(browser, TRADES);
		eventually(() -> assertThat(owner
			.sql("""
					select revision = computed and not exists (select from scheduled_tasks where task_instance = :user::text)
					from metrics_revision where user_id = :user
					""")
			.param("user", this.user.value())
			.query(Boolean.class)
			.single()).isTrue());
		// The look for outdated ones would find this.
		owner.sql("""
				update scheduled_tasks set execution_time = now() + interval '1 hour'
				where task_name = 'find-outdated-metrics' and not picked
				""").update();
		revisions(owner, "revision = revision + 1");
		browser.open(url());
		eventually(() -> assertThat(browser.find("#lifetime").getText()).contains("being computed"));
		// A screen reader says again what is written again.
		browser.run("document.getElementById('lifetime').firstChild.marked = true");
		eventually(() -> assertThat(Integer.parseInt(answers(browser, "/metrics").toString())).isGreaterThan(2));
		assertThat(browser.run("return document.getElementById('lifetime').firstChild.marked")).isEqualTo("true");
		this.busy.begin();
		eventually(() -> assertThat(browser.run("""
				return performance.getEntriesByType("resource")
					.filter((each) => each.name.includes("/metrics") && each.responseStatus === 503).length > 0
				""")).isEqualTo("true"));
		revisions(owner, "computed = revision");
		this.busy.end();
		eventually(() -> assertThat(browser.find("#lifetime").getText()).startsWith("Since ")
			.doesNotContain("being computed"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tbody tr:nth-child(3) a", "th:nth-child(4) button" })
	void leavesTheKeyboardWhereItIsWhenAllHoldingsCome(String place, Browser browser) throws IOException {
		signIn(browser);
		this.late.holdNext("/dashboard/holdings");
		choose(browser, "houses.csv",
				"date,type,symbol,quantity,unitPrice,currency\n" + IntStream.rangeClosed(1, 11)
					.mapToObj((number) -> "2006-01-03,item,\"House \"\"" + number + "\"\" \\\",1," + number + ",EUR\n")
					.collect(Collectors.joining()));
		confirm(browser);
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		eventually(() -> assertThat(browser.texts("#holdings tbody tr")).hasSize(10));
		browser.run("document.querySelector('#holdings " + place + "').focus()");
		List<String> there = browser.texts(":focus");
		this.late.release();
		eventually(() -> assertThat(browser.texts("#holdings tbody tr")).hasSize(11));
		assertThat(browser.texts(":focus")).isEqualTo(there).hasSize(1);
	}

	private void revisions(OwnerJdbc owner, String change) {
		owner.sql("update metrics_revision set " + change + " where user_id = :user")
			.param("user", this.user.value())
			.update();
	}

	private static String trades(int count) {
		return "date,type,symbol,quantity,unitPrice,currency\n" + IntStream.range(0, count)
			.mapToObj((row) -> "2006-01-03,buy,MSFT,1," + (20 + row) + ",USD\n")
			.collect(Collectors.joining());
	}

	/**
	 * Stores an activity in an account of its own, as another tab does.
	 */
	private static void buyInNewAccount(Browser browser, String date) {
		browser
			.run("""
					const headers = { Authorization: `Bearer ${sessionStorage.getItem("portfolio.token")}`, "Content-Type": "application/json" };
					const path = `/api/portfolios/${document.getElementById("portfolio").value}`;
					const store = (kind, content) => fetch(`${path}/${kind}`, { method: "POST", headers, body: JSON.stringify(content) });
					store("accounts", { name: "New", currency: "USD" }).then((response) => response.json())
						.then(({ id }) => store("activities", { accountId: id, type: "BUY", date: "%s", symbol: "IBM",
							dataSource: "MARKET", quantity: "1", unitPrice: "80", currency: "USD" }))
						.then((response) => window.made = response.status);
					"""
				.formatted(date));
		eventually(() -> assertThat(browser.run("return window.made")).isEqualTo("201"));
	}

	/**
	 * Shows the performance of a second portfolio on the overview.
	 */
	private void fillPension(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		makePension(browser);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#portfolio option")).hasSize(2));
		browser.select("#portfolio", "Pension");
		browser.find("#show-import").click();
		choose(browser, "pension.csv", "date,type,symbol,quantity,unitPrice,currency\n2006-02-03,buy,IBM,1,80,USD\n");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("IBM"));
		browser.open(url());
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).hasSize(2));
	}

	private static void makePension(Browser browser) {
		browser
			.run("""
					const headers = { Authorization: `Bearer ${sessionStorage.getItem("portfolio.token")}`, "Content-Type": "application/json" };
					fetch("/api/portfolios", { method: "POST", headers, body: JSON.stringify({ name: "Pension" }) })
						.then((response) => window.made = response.status);
					""");
		eventually(() -> assertThat(browser.run("return window.made")).isEqualTo("201"));
	}

	private static Object answers(Browser browser, String question) {
		return browser.run("""
				return performance.getEntriesByType("resource").filter((each) => each.name.includes("%s")).length
				""".formatted(question));
	}

}
