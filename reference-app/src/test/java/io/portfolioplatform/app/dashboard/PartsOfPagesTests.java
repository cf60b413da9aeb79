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

	@AfterEach
	void letGo() {
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
		this.busy.end();
		eventually(() -> assertThat(browser.find("#lifetime").getText()).startsWith("Since "));
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

	/**
	 * Imports without looking at the overview, which nobody may ask for often.
	 */
	private void importInto(Browser browser, List<String> symbols) throws IOException {
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		choose(browser, "trades.csv",
				Stream
					.concat(Stream.of("date,type,symbol,quantity,unitPrice,currency"),
							symbols.stream().map((symbol) -> "2006-01-03,buy," + symbol + ",10,26,USD"))
					.collect(Collectors.joining("\n")));
		confirm(browser);
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(symbols.size()));
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("stored"));
	}

}
