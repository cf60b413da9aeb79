package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the tests of the dashboard share: one application for all of them, and a person
 * who signs in and imports files.
 */
@RequiresChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { DemoTokens.PROPERTY, "management.server.port=0",
				"platform.ratelimit.policies.dashboard.bandwidths[0].capacity=4",
				"platform.ratelimit.policies.dashboard.bandwidths[0].period=20s" })
@Import({ DatabaseConfiguration.class, DemoClock.class, Busy.class, Late.class, Garbled.class })
abstract class AbstractDashboardTests {

	static final String TRADES = """
			date,type,symbol,quantity,unitPrice,currency
			2006-01-03,buy,MSFT,10,26,USD
			2006-01-03,buy,KO,5,41,USD
			""";

	/**
	 * Returns the visible controls that no keyboard reaches, and those without a name, as
	 * a JSON array.
	 */
	static final String UNREACHED = """
			return JSON.stringify([...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
				.filter((control) => control.checkVisibility())
				.filter((control) => control.tabIndex < 0 || !(control.textContent.trim() || control.labels?.length
					|| control.getAttribute("aria-label") || control.getAttribute("aria-labelledby")))
				.map((control) => control.outerHTML))
			""";

	/**
	 * Finds the pictures that hold texts, which no screen reader reads.
	 */
	static final String TEXTS_OF_PICTURES = "[role=img] :is(p, li)";

	static final String MARKUP = "<img src=x onerror=harmed=1>";

	@LocalServerPort
	int port;

	@TempDir
	Path directory;

	final UserId user = Users.fresh();

	static void confirm(Browser browser) {
		eventually(() -> assertThat(browser.texts("#import-confirm")).anyMatch((text) -> text.startsWith("Import")));
		browser.find("#import-confirm").click();
	}

	/**
	 * Makes a portfolio on the page of accounts.
	 */
	static void makePortfolio(Browser browser, String name) {
		eventually(() -> assertThat(browser.find("#new-portfolio").isDisplayed()).isTrue());
		browser.find("#new-portfolio").click();
		browser.find("#naming-name").sendKeys(name, Keys.ENTER);
	}

	void signIn(Browser browser) {
		browser.open(url() + "#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
	}

	void choose(Browser browser, String name, String content) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), content);
		browser.find("#file").sendKeys(file.toString());
	}

	void importTrades(Browser browser, String trades) throws IOException {
		signIn(browser);
		choose(browser, "trades.csv", trades);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#import-answer p")).first().asString().contains("are stored"));
	}

	/**
	 * Imports {@link #TRADES} and lists them.
	 */
	void listTrades(Browser browser) throws IOException {
		importTrades(browser, TRADES);
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
	}

	/**
	 * Opens the page while an import runs that a former page began.
	 */
	void followImport(Browser browser, OwnerJdbc owner) {
		owner.sql("""
				insert into import_job (id, user_id, file_name, duplicates, state, done, total)
				values (gen_random_uuid(), :user, 'many.csv', 'SKIP', 'RUNNING', 1000, 4000)
				""").param("user", this.user.value()).update();
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#import-answer").getText())
			.isEqualTo("Importing many.csv: 1,000 of 4,000 activities …"));
	}

	void changeImport(OwnerJdbc owner, String change) {
		owner.sql("update import_job set " + change + " where user_id = :user")
			.param("user", this.user.value())
			.update();
	}

	String url() {
		return "http://localhost:" + this.port + "/";
	}

	static void eventually(ThrowingRunnable assertion) {
		await().atMost(Browser.patience())
			// A page that is being replaced has no elements.
			.ignoreExceptionsInstanceOf(WebDriverException.class)
			.untilAsserted(assertion);
	}

	/**
	 * Every control is reached by keyboard and has a name, and every text has the
	 * contrast of WCAG AA.
	 */
	static void isAccessible(Browser browser, String page) {
		assertThat(browser.run(Contrast.SCRIPT)).as(page).asString().isEqualTo("[]");
		assertThat(browser.run(UNREACHED)).as(page).asString().isEqualTo("[]");
	}

}
