package io.portfolioplatform.app.dashboard;

import java.io.IOException;

import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a change that is stored is told as stored, and that nobody loses what they
 * were entering or where they were.
 */
class StoredChangesTests extends AbstractDashboardTests {

	private static final String COMMENTS = "#activities tbody td:nth-child(9)";

	@Autowired
	private Busy busy;

	@Autowired
	private Late late;

	@AfterEach
	void letGo() {
		this.busy.end();
		this.late.release();
	}

	@Test
	void ofAnActivityWhoseListCannotBeRead(Browser browser) throws IOException {
		listTrades(browser);
		this.busy.beginAfterTheNextChange();
		comment(browser, "stored");
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now"));
		assertThat(browser.find("#editor").isDisplayed()).isFalse();
		assertThat(browser.find("#activities-message").getText()).isEqualTo("The activity of 2006-01-03 is stored.");
		this.busy.end();
		eventually(() -> assertThat(browser.texts(COMMENTS)).first().isEqualTo("stored"));
		this.busy.beginAfterTheNextChange();
		browser.find("#activities tbody tr:first-child .actions button:last-child").click();
		browser.find("#question-yes").click();
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now"));
		assertThat(browser.find("#activities-message").getText()).isEqualTo("Buy KO of 2006-01-03 is deleted.");
		this.busy.end();
		eventually(() -> assertThat(browser.texts(COMMENTS)).containsExactly(""));
	}

	@Test
	void ofAnImportWhoseListCannotBeRead(Browser browser) throws IOException {
		signIn(browser);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.find("#import-confirm").isDisplayed()).isTrue());
		this.busy.beginAfterTheNextChange();
		confirm(browser);
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now"));
		assertThat(browser.texts("#import-answer p")).containsExactly("2 activities of trades.csv are stored.");
		this.busy.end();
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
	}

	@Test
	void ofAPortfolioThatCannotBeReadAndWhereThePersonWas(Browser browser) {
		signIn(browser);
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.find("#new-portfolio").isDisplayed()).isTrue());
		this.busy.beginAfterTheNextChange();
		browser.find("#new-portfolio").click();
		browser.find("#naming-name").sendKeys("Pension", Keys.ENTER);
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now"));
		assertThat(browser.find("#naming").isDisplayed()).isFalse();
		assertThat(browser.find("#accounts-message").getText()).isEqualTo("Pension is stored.");
		this.busy.end();
		eventually(() -> assertThat(browser.texts(".portfolio h2")).containsExactly("Pension without activities"));
		browser.find("[aria-label='Rename Pension']").sendKeys(Keys.ENTER);
		browser.find("#naming-name").sendKeys(" plan", Keys.ENTER);
		eventually(() -> assertThat(browser.texts(".portfolio h2")).containsExactly("Pension plan without activities"));
		assertThat(browser.run("return document.activeElement.getAttribute('aria-label')"))
			.isEqualTo("Rename Pension plan");
	}

	@Test
	void ofAFormThatWasClosedAndOpenedForSomethingElse(Browser browser) throws IOException {
		listTrades(browser);
		this.late.holdNext("PUT ");
		comment(browser, "stored");
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.find("#editor-cancel").click();
		browser.find("#add").click();
		browser.find("#field-comment").sendKeys("another");
		this.late.release();
		eventually(() -> assertThat(browser.texts(COMMENTS)).first().isEqualTo("stored"));
		assertThat(browser.find("#editor").isDisplayed()).isTrue();
		assertThat(browser.find("#field-comment").getAttribute("value")).isEqualTo("another");
	}

	@Test
	void afterOneThatWasRefusedBecauseOfAnother(Browser browser, @Autowired OwnerJdbc owner) throws IOException {
		listTrades(browser);
		owner.sql("update activity set comment = 'elsewhere', version = version + 1 where user_id = ?")
			.param(this.user.value())
			.update();
		comment(browser, "refused");
		eventually(() -> assertThat(browser.find("#editor-problem").getText()).contains("was changed since"));
		browser.find("#editor-cancel").click();
		eventually(() -> assertThat(browser.texts(COMMENTS)).containsExactly("elsewhere", "elsewhere"));
		comment(browser, ", and here");
		eventually(() -> assertThat(browser.texts(COMMENTS)).containsExactly("elsewhere, and here", "elsewhere"));
	}

	@Test
	void ofOneThatIsDeletedWhileThePersonTypes(Browser browser) throws IOException {
		listTrades(browser);
		this.late.holdNext("DELETE ");
		browser.find("#activities tbody tr:first-child .actions button:last-child").click();
		browser.find("#question-yes").click();
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		browser.find("#symbol").click();
		this.late.release();
		eventually(() -> assertThat(browser.find("#activities-message").getText())
			.isEqualTo("Buy KO of 2006-01-03 is deleted."));
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("MSFT"));
		assertThat(browser.run("return document.activeElement.id")).isEqualTo("symbol");
	}

	@Test
	void ofACurrencyWhileAnotherIsEntered(Browser browser) {
		signIn(browser);
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.find("#base-currency").isDisplayed()).isTrue());
		this.late.holdNext("PUT /api/settings?");
		currency(browser, "usd");
		browser.press(Keys.ENTER);
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		currency(browser, "CHF");
		this.late.release();
		eventually(() -> assertThat(browser.find("#accounts-message").getText())
			.isEqualTo("Figures are shown in USD from now on."));
		assertThat(browser.find("#base-currency").getAttribute("value")).isEqualTo("CHF");
		currency(browser, "gbp");
		browser.press(Keys.ENTER);
		eventually(() -> assertThat(browser.find("#base-currency").getAttribute("value")).isEqualTo("GBP"));
	}

	@Test
	void ofACurrencyThatIsEnteredWhileThePageLoadsAgain(Browser browser) {
		signIn(browser);
		this.busy.beginWith("GET /api/dashboard/accounts?");
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now"));
		currency(browser, "USD");
		this.busy.end();
		eventually(() -> assertThat(browser
			.run("""
					return performance.getEntriesByType("resource")
						.filter((each) => each.name.includes("/api/dashboard/accounts") && each.responseStatus === 200).length
					"""))
			.isEqualTo("1"));
		assertThat(browser.find("#base-currency").getAttribute("value")).isEqualTo("USD");
	}

	private static void currency(Browser browser, String code) {
		browser.find("#base-currency").clear();
		browser.find("#base-currency").sendKeys(code);
	}

	private static void comment(Browser browser, String text) {
		browser.find("#activities tbody tr:first-child .actions button").click();
		browser.find("#field-comment").sendKeys(text);
		browser.find("#editor-form button[type=submit]").click();
	}

}
