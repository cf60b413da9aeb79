package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.util.List;

import io.portfolioplatform.app.security.DemoTokens;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for activities and accounts as a person edits them.
 */
class ActivitiesPageTests extends AbstractDashboardTests {

	@Test
	void addsChangesAndDeletesAnActivity(Browser browser) throws IOException {
		listTrades(browser);
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
		eventually(() -> assertThat(browser.run("return document.activeElement.getAttribute('aria-label')"))
			.isEqualTo("Change Buy IBM of 2007-03-01"));
		browser.find("#activities tbody tr:first-child .actions button:last-child").click();
		browser.find("#question-yes").click();
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("KO", "MSFT"));
		eventually(() -> assertThat(browser.run("return document.activeElement.getAttribute('aria-label')"))
			.isEqualTo("Change Buy KO of 2006-01-03"));
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
		browser.find("#field-comment").sendKeys(MARKUP);
		browser.press(Keys.TAB);
		browser.press(Keys.TAB);
		browser.press(Keys.ENTER);
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(9)")).containsExactly(MARKUP));
		assertThat(browser.texts("#activities tbody td:nth-child(8)")).containsExactly(MARKUP);
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.texts(".accounts tbody td:nth-child(5)")).containsExactly("1"));
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
		eventually(() -> assertThat(browser.texts(".card")).first().isEqualTo("Net worth\n€1,234.50"));
		assertThat(browser.find("#welcome").isDisplayed()).isFalse();
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void takesACommaForADecimalPointWhereItIsNothingElse(Browser browser) throws IOException {
		listTrades(browser);
		browser.find("#add").click();
		browser.run("document.getElementById('field-date').value = '2007-03-01'");
		browser.find("#field-symbol").sendKeys("IBM");
		browser.find("#field-quantity").sendKeys("0,125");
		browser.find("#field-unitPrice").sendKeys("1,234", Keys.ENTER);
		eventually(() -> assertThat(browser.find("#field-unitPrice-problem").getText())
			.isEqualTo("is not a number such as 298.58"));
		browser.run("document.getElementById('field-unitPrice').value = '1234,5'");
		browser.find("#field-unitPrice").sendKeys(Keys.ENTER);
		eventually(() -> assertThat(browser.texts("#activities tbody tr:first-child td:nth-child(-n+5)"))
			.containsExactly("2007-03-01", "Buy", "IBM", "0.125", "1,234.50 EUR"));
	}

	@Test
	void entersASplitAndATransferAndSeesTheAccounts(Browser browser) throws IOException {
		importTrades(browser, """
				date,type,symbol,quantity,unitPrice,currency,account
				2006-01-03,deposit,,1,1000,EUR,Here
				2006-01-04,buy,MSFT,10,26,EUR,Here
				2006-01-05,deposit,,1,50,USD,There
				""");
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(3));
		browser.find("#add").click();
		browser.select("#field-type", "Transfer");
		browser.run("document.getElementById('field-date').value = '2007-03-01'");
		browser.find("#field-unitPrice").sendKeys("100");
		browser.find("#field-quantity").sendKeys("1");
		browser.select("#field-accountId", "Here");
		browser.select("#field-targetAccountId", "There");
		browser.find("#editor-form button[type=submit]").click();
		eventually(() -> assertThat(browser.texts("#activities tbody tr:first-child td:nth-child(8)"))
			.containsExactly("Here → There"));
		browser.find("#add").click();
		browser.select("#field-type", "Split");
		assertThat(browser.find("label[for=field-quantity]").getText()).isEqualTo("New units for an old one");
		assertThat(browser.find("#field-unitPrice").isDisplayed()).isFalse();
		browser.run("document.getElementById('field-date').value = '2007-04-02'");
		browser.find("#field-symbol").sendKeys("MSFT");
		browser.find("#field-quantity").sendKeys("2");
		browser.select("#field-accountId", "Here");
		browser.find("#editor-form button[type=submit]").click();
		eventually(() -> assertThat(browser.texts("#activities tbody tr:first-child td:nth-child(-n+4)"))
			.containsExactly("2007-04-02", "Split", "MSFT", "2"));
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.texts(".accounts tbody td:nth-child(3)")).containsExactly("€640.00",
				"$182.25"));
		assertThat(browser.texts(".accounts tbody td:nth-child(4)")).allMatch((value) -> value.startsWith("€"));
		assertThat(browser.console()).isEmpty();
	}

	/**
	 * The overview shows the holdings of all portfolios.
	 */
	@Test
	void findsInAnotherPortfolioWhatALinkIsAbout(Browser browser) throws IOException {
		listTrades(browser);
		browser.open(url() + "accounts");
		makePortfolio(browser, "Pension");
		eventually(() -> assertThat(browser.texts(".portfolio")).hasSize(2));
		browser.open(url() + "activities");
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		browser.open(url() + "activities?symbol=MSFT");
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("MSFT"));
		eventually(() -> assertThat(browser.find("#activities-message").getText())
			.isEqualTo("MSFT is in My portfolio, which is shown now."));
		assertThat(browser.texts("#portfolio :checked")).containsExactly("My portfolio");
		browser.select("#portfolio", "Pension");
		eventually(() -> assertThat(browser.texts("#activities tbody td"))
			.containsExactly("Nothing is recorded of MSFT."));
	}

	@Test
	void changesACommentAndNothingElse(Browser browser) throws IOException {
		importTrades(browser, """
				date,type,symbol,quantity,unitPrice,currency,fee,dataSource,comment
				2006-01-03,buy,Cabin,1,300,USD,0,MANUAL,a
				2006-01-04,item,MSFT,2,26,USD,0,YAHOO,b
				2006-01-05,interest,KO,3,5,USD,0,YAHOO,c
				2006-01-06,fee,,0,0,USD,4,,d
				2006-01-09,buy,KO,5,41,USD,1,YAHOO,e
				""");
		browser.open(url() + "activities");
		for (int row = 1; row <= 5; row++) {
			String line = "#activities tbody tr:nth-child(" + row + ") ";
			eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(5));
			List<String> before = activity(browser, row);
			browser.find(line + ".actions button").click();
			browser.find("#field-comment").sendKeys("!");
			browser.find("#editor-form button[type=submit]").click();
			eventually(() -> assertThat(browser.texts(line + "td:nth-child(9)")).first().asString().endsWith("!"));
			assertThat(activity(browser, row)).as(before.toString()).isEqualTo(before);
		}
	}

	@Test
	void keepsTheLinesOfAComment(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", """
				date,type,symbol,quantity,unitPrice,currency,comment
				2006-01-03,buy,MSFT,10,26,USD,"first
				second"
				""");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("is stored"));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(1));
		browser.find("#activities .actions button").click();
		browser.run("document.getElementById('field-quantity').value = '11'");
		browser.find("#field-comment").sendKeys(Keys.ENTER, "third");
		browser.find("#editor-form button[type=submit]").click();
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(4)")).containsExactly("11"));
		assertThat(browser.find("#activities tbody td:nth-child(9)").getAttribute("title"))
			.isEqualTo("first\nsecond\nthird");
	}

	@Test
	void showsEveryDigit(Browser browser) throws IOException {
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		choose(browser, "trades.csv", """
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,MSFT,1000.12345678901234567891,0.000000000012,USD
				""");
		eventually(() -> assertThat(browser.texts("#import-preview tbody td")).contains("1,000.12345678901234567891",
				"0.000000000012 USD"));
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody td")).contains("1,000.12345678901234567891",
				"0.000000000012 USD"));
	}

	@Test
	void exportsEveryDigit(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", """
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,MSFT,123456789012345.12345678,26,USD
				""");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("is stored"));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.find("#export").isDisplayed()).isTrue());
		browser.run("""
				HTMLAnchorElement.prototype.click = () => null;
				URL.createObjectURL = (file) => file.text().then((text) => window.exported = text) && "";
				document.getElementById("export").click();
				""");
		eventually(() -> assertThat(browser.run("return window.exported")).asString()
			.contains("\"quantity\":123456789012345.12345678"));
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

}
