package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.app.security.DemoTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an answer that is none is told in words, and that a part of a page that does
 * not come hides no other.
 */
class PartsOfPagesTests extends AbstractDashboardTests {

	@Autowired
	private Busy busy;

	@Autowired
	private Garbled garbled;

	@Autowired
	private Late late;

	@AfterEach
	void letGo() {
		this.late.release();
		this.busy.end();
		this.garbled.end();
	}

	@ParameterizedTest
	@EnumSource
	void saysThatTheAnswerIsNone(Garbled.Kind kind, Browser browser) throws IOException {
		this.garbled.begin(kind, "GET /api/settings?");
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#message").getText()).contains("cannot be reached", "Try again"));
		this.garbled.end();
		browser.find("#message button").click();
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		this.garbled.begin(kind, "POST /api/imports/preview?");
		choose(browser, "trades.csv", TRADES);
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("cannot be reached"));
		this.garbled.end();
		choose(browser, "trades.csv", TRADES);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(2));
	}

	@Test
	void saysThatThePerformanceDoesNotComeAndTriesAgain(Browser browser) throws IOException {
		importInto(browser, List.of("MSFT"));
		this.busy.beginWith("GET /api/portfolios?");
		browser.open(url());
		eventually(() -> assertThat(browser.find("#performance-message").getText()).contains("busy right now"));
		assertThat(browser.texts("#holdings tbody tr")).hasSize(1);
		this.busy.end();
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).hasSize(2));
		assertThat(browser.find("#performance-message").getText()).doesNotContain("busy right now");
	}

	@Test
	void triesAgainForTheFiguresOfTheWholeTime(Browser browser) throws IOException {
		importInto(browser, List.of("MSFT"));
		this.busy.beginWith("/metrics?");
		browser.open(url());
		eventually(() -> assertThat(browser.find("#performance-message").getText()).contains("busy right now"));
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).hasSize(2));
		// A screen reader says again what is written again.
		browser.run("document.getElementById('performance-message').firstChild.marked = true");
		eventually(() -> assertThat(Integer.parseInt(answers(browser, "/metrics"))).isGreaterThan(2));
		assertThat(browser.run("return document.getElementById('performance-message').firstChild.marked"))
			.isEqualTo("true");
		assertThat(answers(browser, "/performance?")).isEqualTo("1");
		this.busy.end();
		eventually(() -> assertThat(browser.find("#lifetime").getText()).startsWith("Since "));
		assertThat(browser.find("#performance-message").getText()).doesNotContain("busy right now");
	}

	@Test
	void tellsWhatIsDoubtfulBesideWhatDoesNotCome(Browser browser) throws IOException {
		// What was sold is doubtful in the performance alone.
		importInto(browser, """
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,KO,5,41,USD
				2006-01-03,buy,WARP,5,41,USD
				2007-11-05,sell,WARP,5,41,USD
				""", 3);
		this.garbled.begin(Garbled.Kind.PORTAL, "/metrics?");
		this.late.holdNext("/metrics?");
		browser.open(url());
		eventually(() -> assertThat(browser.find("#performance-message").getText()).contains("No price of WARP"));
		eventually(() -> assertThat(this.late.isHolding()).isTrue());
		this.late.release();
		eventually(() -> assertThat(browser.find("#performance-message").getText()).contains("cannot be reached"));
		assertThat(browser.find("#performance-message").getText()).contains("No price of WARP");
		this.garbled.end();
		eventually(() -> assertThat(browser.find("#performance-message").getText()).contains("No price of WARP")
			.doesNotContain("cannot be reached"));
	}

	@Test
	void showsTheRestThoughTheScriptOfTheChartsDoesNotArrive(Browser browser) throws IOException {
		browser.cacheNothing();
		importInto(browser, List.of("MSFT"));
		this.busy.refuse("/uPlot.iife.min.js", 2);
		browser.open(url());
		eventually(() -> assertThat(browser.find("#missing").getText()).contains("did not arrive"));
		eventually(
				() -> assertThat(browser.find("#performance-chart").getText()).isEqualTo("The chart did not arrive."));
		assertThat(browser.texts("#performance-figures dd")).isNotEmpty();
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		assertThat(browser.find("#message").getText()).isEmpty();
		assertThat(browser.find("#missing").isDisplayed()).isTrue();
		assertThat(browser.find("#performance-message").getText()).doesNotContain("uPlot");
		browser.find("#missing button").click();
		eventually(() -> assertThat(browser.texts("#performance-chart .legend strong")).hasSize(2));
		assertThat(browser.find("#missing").getText()).isEmpty();
	}

	@Test
	void showsTheRestWhereSomeHoldingsDoNotCome(Browser browser) throws IOException {
		importInto(browser,
				List.of("MSFT", "KO", "IBM", "AAPL", "AIG", "AMZN", "AXP", "BA", "BAC", "CAT", "CL", "COP"));
		this.busy.beginWith("GET /api/dashboard/holdings?");
		browser.open(url());
		eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now", "Next try in"));
		assertThat(browser.texts(".card")).isNotEmpty();
		assertThat(browser.find("#dashboard").isDisplayed()).isTrue();
		assertThat(browser.texts("#holdings tbody tr")).hasSize(10);
		this.busy.end();
		eventually(() -> assertThat(browser.texts("#holdings tbody tr")).hasSize(12));
		assertThat(browser.find("#message").getText()).isEmpty();
	}

	private static String answers(Browser browser, String question) {
		return browser.run("""
				return performance.getEntriesByType("resource").filter((each) => each.name.includes("%s")).length
				""".formatted(question)).toString();
	}

	/**
	 * Imports without looking at the overview, which nobody may ask for often.
	 */
	private void importInto(Browser browser, List<String> symbols) throws IOException {
		importInto(browser,
				Stream
					.concat(Stream.of("date,type,symbol,quantity,unitPrice,currency"),
							symbols.stream().map((symbol) -> "2006-01-03,buy," + symbol + ",10,26,USD"))
					.collect(Collectors.joining("\n")),
				symbols.size());
	}

	private void importInto(Browser browser, String trades, int count) throws IOException {
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		choose(browser, "trades.csv", trades);
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(count));
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("stored"));
	}

}
