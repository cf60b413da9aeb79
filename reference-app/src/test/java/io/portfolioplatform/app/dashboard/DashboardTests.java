package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.test.spring.EmbeddedPostgresConfiguration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
@Import({ EmbeddedPostgresConfiguration.class, DemoClock.class, Busy.class })
class DashboardTests {

	private static final String TRADES = """
			date,type,symbol,quantity,unitPrice,currency
			2006-01-03,buy,MSFT,10,26,USD
			2006-01-03,buy,KO,5,41,USD
			""";

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
	void saysInWordsWhenTheShareIsUsedUp(Browser browser) {
		signIn(browser);
		browser.run("""
				const headers = { Authorization: `Bearer ${sessionStorage.getItem("portfolio.token")}` };
				Promise.all([1, 2, 3].map(() => fetch("/api/dashboard/overview", { headers })))
				.then(() => location.reload());
				""");
		eventually(() -> assertThat(browser.find("#message").getText()).contains("more than your share of requests",
				"Next try in"));
		eventually(() -> assertThat(browser.find("#figures").isDisplayed()).isTrue());
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
		eventually(() -> assertThat(browser.find("#figures").isDisplayed()).isTrue());
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
		browser.windowWidth(500);
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

	private void signIn(Browser browser) {
		browser.open(url() + "#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#figures").isDisplayed()).isTrue());
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
