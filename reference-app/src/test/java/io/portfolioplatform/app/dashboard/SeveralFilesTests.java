package io.portfolioplatform.app.dashboard;

import java.io.IOException;

import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.security.DemoTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for imports of several files and into several portfolios: what is said is of the
 * file chosen last, and a file goes where its preview said.
 */
class SeveralFilesTests extends AbstractDashboardTests {

	private static final String IBM = "date,type,symbol,quantity,unitPrice,currency\n2006-02-03,buy,IBM,1,80,USD\n";

	private static final String SYMBOLS = "#activities tbody td:nth-child(3)";

	@Autowired
	private Late late;

	@Autowired
	private Busy busy;

	@AfterEach
	void letGo() {
		this.late.release();
		this.busy.end();
	}

	@Test
	void takesAwayAPreviewForAnotherPortfolio(Browser browser) throws IOException {
		twoPortfolios(browser);
		choose(browser, "ibm.csv", IBM);
		eventually(() -> assertThat(browser.find("#import-confirm").getText())
			.isEqualTo("Import 1 activity into My portfolio"));
		assertThat(browser.run("return document.activeElement.id")).isEqualTo("import-confirm");
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		assertThat(browser.find("#import-preview").isDisplayed()).isFalse();
		assertThat(browser.find("#import-answer").getText()).isEmpty();
	}

	@Test
	void storesAFileWhereItsPreviewSaid(Browser browser) throws IOException {
		twoPortfolios(browser);
		this.late.holdNext("POST /api/imports/preview");
		choose(browser, "ibm.csv", IBM);
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		this.late.release();
		eventually(() -> assertThat(browser.find("#import-confirm").getText())
			.isEqualTo("Import 1 activity into My portfolio"));
		browser.find("#import-confirm").click();
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("is stored"));
		assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded.");
		browser.select("#portfolio", "My portfolio");
		eventually(() -> assertThat(browser.texts(SYMBOLS)).containsExactly("IBM", "KO", "MSFT"));
	}

	@Test
	void importsNothingBecauseOfWhatIsTypedElsewhere(Browser browser) throws IOException {
		twoPortfolios(browser);
		this.late.holdNext("POST /api/imports/preview");
		choose(browser, "ibm.csv", IBM);
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.find("#symbol").sendKeys("IB");
		this.late.release();
		eventually(() -> assertThat(browser.find("#import-confirm").isDisplayed()).isTrue());
		browser.press("M");
		browser.press(Keys.ENTER);
		eventually(
				() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded of IBM."));
		assertThat(browser.find("#import-confirm").isDisplayed()).isTrue();
	}

	@Test
	void saysNothingOfARunningImportOverThePreviewOfAnotherFile(Browser browser, @Autowired OwnerJdbc owner)
			throws IOException {
		followImport(browser, owner);
		choose(browser, "ibm.csv", IBM);
		eventually(() -> assertThat(browser.find("#import-confirm").isDisplayed()).isTrue());
		changeImport(owner, "done = 2000");
		Object looks = looks(browser);
		eventually(() -> assertThat(looks(browser)).isNotEqualTo(looks));
		changeImport(owner,
				"state = 'REFUSED', answer = '{ \"title\": \"Import refused\", \"detail\": \"Line 2 is empty.\" }'");
		eventually(() -> assertThat(browser.find("#message").getText()).contains("many.csv: Line 2 is empty."));
		assertThat(browser.find("#import-answer").getText()).startsWith("ibm.csv").endsWith("holds 1 activity.");
		assertThat(browser.find("#progress").isDisplayed()).isFalse();
		confirm(browser);
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("1 activity of ibm.csv is stored."));
	}

	@Test
	void goesOnLookingThoughALookIsRefused(Browser browser, @Autowired OwnerJdbc owner) {
		followImport(browser, owner);
		this.busy.beginWith("GET /api/imports/");
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.contains("How far the import of many.csv is cannot be seen.", "busy right now"));
		assertThat(browser.find("#message").getText()).isEmpty();
		this.busy.end();
		changeImport(owner, "done = 2000");
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("Importing many.csv: 2,000 of 4,000 activities …"));
	}

	@Test
	void waitsForAServerThatIsLost(Browser browser, @Autowired OwnerJdbc owner) {
		followImport(browser, owner);
		changeImport(owner, "total = null");
		browser.run("""
				window.pauses = [];
				const wait = window.setTimeout;
				window.setTimeout = (work, pause, ...more) => {
					window.pauses.push(pause);
					return wait(work, pause, ...more);
				};
				""");
		browser.offline(true);
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.contains("How far the import of many.csv is cannot be seen.", "cannot be reached"));
		assertThat(browser.run("return window.pauses.includes(5000)")).isEqualTo("true");
		browser.offline(false);
		eventually(() -> assertThat(browser.find("#import-answer").getText()).isEqualTo("Importing many.csv …"));
	}

	private static Object looks(Browser browser) {
		return browser
			.run("""
					return performance.getEntriesByType("resource").filter((each) => each.name.includes("/api/imports/")).length
					""");
	}

	private void twoPortfolios(Browser browser) throws IOException {
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts(SYMBOLS)).containsExactly("KO", "MSFT"));
		browser
			.run("""
					const headers = { Authorization: `Bearer ${sessionStorage.getItem("portfolio.token")}`, "Content-Type": "application/json" };
					fetch("/api/portfolios", { method: "POST", headers, body: JSON.stringify({ name: "Pension" }) })
						.then(() => location.reload());
					""");
		eventually(() -> assertThat(browser.texts("#portfolio option")).hasSize(2));
		eventually(() -> assertThat(browser.find("#show-import").isDisplayed()).isTrue());
		browser.find("#show-import").click();
	}

}
