package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a change that was refused is not told as one that is made again, and can be
 * made again.
 */
class RefusedChangesTests extends AbstractDashboardTests {

	private static final String NOT_REPEATED = "Nothing is tried again by itself.";

	@Autowired
	private Busy busy;

	@AfterEach
	void letGo() {
		this.busy.end();
	}

	@Test
	void ofWhatIsDeleted(Browser browser) throws IOException {
		listTrades(browser);
		this.busy.beginWith("DELETE ");
		delete(browser);
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now", NOT_REPEATED)
			.doesNotContain("Next try"));
		browser.find("#message button").click();
		eventually(() -> assertThat(browser.find("#message").getText()).isEmpty());
		assertThat(browser.texts("#activities tbody tr")).hasSize(2);
		this.busy.end();
		delete(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(1));
	}

	@Test
	void ofTheCurrencyOfAllFigures(Browser browser) {
		signIn(browser);
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.find("#base-currency").isDisplayed()).isTrue());
		this.busy.beginWith("PUT /api/settings?");
		browser.find("#base-currency").sendKeys(Keys.ENTER);
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now", NOT_REPEATED));
		this.busy.end();
		browser.run("document.getElementById('base-currency').value = 'EURO'");
		browser.find("#base-currency").sendKeys(Keys.ENTER);
		eventually(() -> assertThat(browser.find("#accounts-message").getText()).contains("ISO 4217"));
	}

	@Test
	void ofAFile(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		this.busy.beginWith("POST /api/imports?");
		confirm(browser);
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("busy right now"));
		assertThat(browser.find("#message").getText()).contains(NOT_REPEATED).doesNotContain("Next try");
		assertThat(browser.texts("#import-preview tbody tr")).hasSize(2);
		this.busy.end();
		browser.find("#import-confirm").click();
		eventually(() -> assertThat(browser.texts("#import-answer p"))
			.containsExactly("2 activities of trades.csv are stored."));
	}

	@Test
	void ofOneFileTooMany(Browser browser, @Autowired OwnerJdbc owner) throws IOException {
		signIn(browser);
		choose(browser, "many.csv",
				"date,type,symbol,quantity,unitPrice,currency\n" + IntStream.range(0, 2500)
					.mapToObj((row) -> "2006-01-03,buy,MSFT,1," + (20 + row) + ",USD\n")
					.collect(Collectors.joining()));
		eventually(() -> assertThat(browser.find("#import-confirm").isDisplayed()).isTrue());
		owner.sql("""
				insert into import_job (id, user_id, file_name, duplicates, state)
				select gen_random_uuid(), :user, 'waiting.csv', 'SKIP', 'WAITING' from generate_series(1, 5)
				""").param("user", this.user.value()).update();
		confirm(browser);
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("5 of your files wait to be imported. Send this one again when one of them is done."));
		assertThat(browser.find("#import-confirm").isDisplayed()).isTrue();
		owner.sql("delete from import_job where user_id = :user").param("user", this.user.value()).update();
		browser.find("#import-confirm").click();
		eventually(() -> assertThat(browser.texts("#import-answer p"))
			.containsExactly("2,500 activities of many.csv are stored."));
	}

	/**
	 * Loading the page exports nothing.
	 */
	@Test
	void ofAnExport(Browser browser) throws IOException {
		listTrades(browser);
		this.busy.beginWith("/export?");
		browser.find("#export").click();
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now", NOT_REPEATED)
			.doesNotContain("Next try"));
		assertThat(browser.texts("#activities tbody tr")).hasSize(2);
	}

	private static void delete(Browser browser) {
		browser.find("#activities tbody tr:first-child .actions button:last-child").click();
		browser.find("#question-yes").click();
	}

}
