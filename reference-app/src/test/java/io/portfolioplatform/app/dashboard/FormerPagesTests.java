package io.portfolioplatform.app.dashboard;

import java.io.IOException;

import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.security.DemoTokens;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a page shows nothing of a former person and nothing of before a change.
 */
class FormerPagesTests extends AbstractDashboardTests {

	@Test
	void backShowsNothingOfWhoeverSignedOut(Browser browser) {
		signIn(browser);
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		browser.find("#sign-out").click();
		eventually(() -> assertThat(browser.find("#token").isDisplayed()).isTrue());
		browser.back();
		eventually(() -> assertThat(browser.address()).isEqualTo(url()));
		eventually(() -> assertThat(browser.find("#token").isDisplayed()).isTrue());
		assertThat(browser.texts(".card")).isEmpty();
	}

	@Test
	void backShowsWhatWasChangedMeanwhile(Browser browser) throws IOException {
		signIn(browser);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
		browser.back();
		eventually(() -> assertThat(browser.texts(".card")).first().isEqualTo("Net worth\n€450.28"));
	}

	@Test
	void looksAnewAtAPageThatTheBrowserHasKept(Browser browser) {
		signIn(browser);
		browser.run("""
				window.kept = true;
				window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
				""");
		eventually(() -> assertThat(browser.run("return window.kept")).isEqualTo("null"));
	}

	@Test
	void beginsAnewForTheNextPerson(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.find("#import-confirm").isDisplayed()).isTrue());
		browser.open(url() + "#token=" + DemoTokens.tokenFor(Users.fresh().value()));
		eventually(() -> assertThat(browser.texts("#import-preview")).containsExactly(""));
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		browser.open(url() + "#token=nonsense");
		eventually(() -> assertThat(browser.find("#token").isDisplayed()).isTrue());
		browser.run("window.kept = true");
		browser.find("#token").sendKeys(DemoTokens.tokenFor(this.user.value()), Keys.ENTER);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		assertThat(browser.run("return window.kept")).isEqualTo("null");
	}

}
