package io.portfolioplatform.app.dashboard;

import java.io.IOException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.security.DemoTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the dashboard as a person sees it.
 */
class DashboardTests extends AbstractDashboardTests {

	private static final String VISIBLE_CONTROLS = """
			[...document.querySelectorAll("a[href], button, input, select, summary")]
				.filter((control) => control.checkVisibility() && !control.disabled)""";

	@Autowired
	private Busy busy;

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
		browser.find("#holdings tbody a").click();
		eventually(() -> assertThat(browser.texts("#activities tbody td:nth-child(3)")).containsExactly("MSFT"));
		browser.find("#symbol").clear();
		browser.find("#symbol").sendKeys("ibm", Keys.ENTER);
		eventually(
				() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded of ibm."));
	}

	@Test
	void saysWhatIsDoubtfulWithoutFillingThePage(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "unpriced.csv", """
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,KO,5,41,USD
				2006-01-03,buy,WARP,5,41,USD
				2006-01-03,buy,WORP,5,41,USD
				2006-01-03,buy,WURP,5,41,USD
				""");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#warnings > ul li")).hasSize(3));
		assertThat(browser.find("#warnings details li").isDisplayed()).isFalse();
		browser.find("#warnings summary").click();
		assertThat(browser.find("#warnings details li").isDisplayed()).isTrue();
		assertThat(browser.texts("#warnings summary")).containsExactly("1 more");
	}

	@Test
	void doesNotCallNothingWhatIsRecordedForTomorrow(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "tomorrow.csv", "date,type,symbol,quantity,unitPrice,currency\n2008-01-01,buy,KO,5,41,USD\n");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#warnings li")).singleElement()
			.asString()
			.contains("1 of the activities", "do not count yet"));
		assertThat(browser.find("#welcome").isDisplayed()).isFalse();
	}

	@Test
	void doesNotCallNothingWhatIsABalance(Browser browser, @Autowired OwnerJdbc owner) {
		owner.sql("""
				with portfolio as (insert into portfolio (user_id, name) values (:user, 'Mine') returning id),
				account as (
					insert into account (user_id, portfolio_id, name, currency)
					select :user, id, 'Savings', 'EUR' from portfolio returning id
				)
				insert into account_balance (account_id, user_id, date, amount)
				select id, :user, date '2007-12-01', 100 from account
				""").param("user", this.user.value()).update();
		signIn(browser);
		assertThat(browser.texts(".card")).first().isEqualTo("Net worth\n€100.00");
		assertThat(browser.find("#welcome").isDisplayed()).isFalse();
	}

	@Test
	void saysOfWhichDayAPriceIsThatIsOlderThanTheOthers(Browser browser) throws IOException {
		signIn(browser);
		choose(browser, "mixed.csv", """
				date,type,symbol,quantity,unitPrice,currency,dataSource
				2006-01-03,buy,Cabin,1,300,EUR,MANUAL
				2006-01-03,buy,KO,5,41,USD,YAHOO
				""");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#holdings tbody td:last-child"))
			.containsExactly("300.00 EUR\nof 2006-01-03", "61.37 USD"));
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
		// A screen reader says again what is written again.
		browser.run("document.querySelector('#message p').marked = true");
		String clock = browser.find("#message .quiet").getText();
		eventually(() -> assertThat(browser.find("#message .quiet").getText()).isNotEqualTo(clock));
		assertThat(browser.run("return document.querySelector('#message p').marked")).isEqualTo("true");
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
		eventually(
				() -> assertThat(browser.find("#import-answer").getText()).contains("cannot be reached", "not known"));
		browser.offline(false);
	}

	@Test
	void loadsAPageAnewOfWhichAScriptDidNotArrive(Browser browser) {
		this.busy.refuse("/js/dom.js", 1);
		signIn(browser);
		assertThat(browser.find("#message").getText()).isEmpty();
	}

	@Test
	void saysInWordsThatAScriptDoesNotArrive(Browser browser) {
		this.busy.refuse("/js/dom.js", 2);
		browser.open(url());
		eventually(() -> assertThat(browser.find("#missing").getText()).contains("did not arrive"));
		browser.find("#missing button").click();
		eventually(() -> assertThat(browser.find("#sign-in").isDisplayed()).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "eyJ…" })
	void saysInWordsThatATokenIsNotValid(String token, Browser browser) {
		browser.open(url() + "#token=" + token);
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
	void fitsAPhoneWhateverThingsAreCalled(Browser browser) throws IOException {
		browser.phone();
		signIn(browser);
		choose(browser, "long.csv", """
				date,type,symbol,quantity,unitPrice,currency,dataSource
				2006-01-03,buy,%s,1,999999999999999,EUR,MANUAL
				""".formatted("Endless".repeat(14)));
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#holdings tbody tr")).hasSize(1));
		assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo("true");
		assertThat(browser.run("return document.querySelector('#holdings td').offsetWidth < 180")).isEqualTo("true");
		assertThat(browser.run("""
				return [...document.querySelectorAll(".card dd")].every((text) => text.scrollWidth <= text.clientWidth)
				""")).isEqualTo("true");
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
		assertThat(browser.texts(TEXTS_OF_PICTURES)).isEmpty();
		assertThat(inked(browser)).isTrue();
		browser.find("#ranges button:nth-child(2)").click();
		eventually(() -> assertThat(browser.find("#performance-reasons").getText()).contains("Time-weighted a year",
				"30 are the least"));
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

	/**
	 * Without an escape it would be no beacon, and refused.
	 */
	@Test
	void tellsHowLongPeopleWaitedForAPageWhosePathHoldsWhatSeparatesFields(Browser browser,
			@Autowired MeterRegistry meters) {
		Search others = meters.find("platform.browser.timing").tags("page", "other", "timing", "ttfb");
		long before = others.timers().stream().mapToLong(Timer::count).sum();
		signIn(browser);
		browser.run("history.replaceState(null, '', '/A&B')");
		browser.open(url() + "activities");
		eventually(() -> assertThat(others.timers().stream().mapToLong(Timer::count).sum()).isGreaterThan(before));
	}

	@Test
	void showsOperatorsHowTheServiceDoes(Browser browser) {
		browser.open(url() + "operator#token=" + DemoTokens.operatorTokenFor(this.user.value()));
		eventually(() -> assertThat(browser.texts("#scores tbody tr")).isNotEmpty());
		eventually(() -> assertThat(browser.texts("#live canvas")).hasSizeGreaterThanOrEqualTo(3));
		eventually(() -> assertThat(browser.texts("#caches-chart .legend li"))
			.anySatisfy((cache) -> assertThat(cache).contains("overview")));
		assertThat(browser.texts(TEXTS_OF_PICTURES)).isEmpty();
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
	void everyPageHasTheContrastOfWcagAaIsReachedByKeyboardAndFitsAPhone(String colours, Browser browser)
			throws IOException {
		browser.preferColours(colours);
		browser.open(url());
		eventually(() -> assertThat(browser.find("#sign-in").isDisplayed()).isTrue());
		isAccessible(browser, "sign-in");
		signIn(browser);
		choose(browser, "broken.csv", TRADES + "2006-02-31,buy,MSFT,ten,26,USD\n");
		eventually(() -> assertThat(browser.texts("#import-answer li")).isNotEmpty());
		isAccessible(browser, "a refused file");
		choose(browser, "trades.csv", TRADES + "2006-01-03,buy,WARP,5,41,USD\n");
		eventually(() -> assertThat(browser.texts("#import-preview tbody tr")).hasSize(3));
		isAccessible(browser, "a file before it is stored");
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#holdings tbody td:first-child")).containsExactly("MSFT", "KO",
				"WARP"));
		browser.phone();
		for (String page : new String[] { "", "activities", "accounts",
				"operator#token=" + DemoTokens.operatorTokenFor(this.user.value()) }) {
			browser.open(url() + page);
			eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
			isAccessible(browser, page);
			assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).as(page)
				.isEqualTo("true");
		}
	}

	@Test
	void theTabKeyReachesEveryControlOfEveryPage(Browser browser) {
		browser.open(url());
		eventually(() -> assertThat(browser.find("#token").isDisplayed()).isTrue());
		tabThrough(browser, "sign-in");
		String token = "#token=" + DemoTokens.operatorTokenFor(this.user.value());
		for (String page : new String[] { "", "activities", "accounts", "operator" }) {
			browser.open(url() + page + token);
			eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
			tabThrough(browser, page);
		}
	}

	private static void tabThrough(Browser browser, String page) {
		browser.run("""
				window.reached = new Set();
				document.addEventListener("focusin", (event) => window.reached.add(event.target));
				document.querySelector("a[href]").focus();
				""");
		int controls = Integer.parseInt(browser.run("return " + VISIBLE_CONTROLS + ".length").toString());
		assertThat(controls).as(page).isGreaterThan(3);
		for (int step = 0; step < controls + 20; step++) {
			browser.press(Keys.TAB);
		}
		assertThat(browser.run("return JSON.stringify(" + VISIBLE_CONTROLS
				+ ".filter((control) => !window.reached.has(control)).map((control) => control.outerHTML))"))
			.as(page)
			.isEqualTo("[]");
	}

}
