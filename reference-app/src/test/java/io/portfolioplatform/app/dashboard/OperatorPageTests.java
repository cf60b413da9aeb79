package io.portfolioplatform.app.dashboard;

import io.portfolioplatform.app.security.DemoTokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the operator's page where more than one process answers.
 */
class OperatorPageTests extends AbstractDashboardTests {

	/**
	 * Every second answer is that of another process, which has counted more.
	 */
	private static final String ANOTHER_PROCESS = """
			const fetchOne = window.fetch;
			let turn = 0;
			window.fetch = async (path, options) => {
				const response = await fetchOne(path, options);
				if (path !== "/api/operator/status" || turn++ % 2 === 0) {
					return response;
				}
				const status = await response.json();
				return Response.json({ ...status, process: "another", requests: status.requests + 100000 });
			};
			window.drawn = [];
			new MutationObserver(() => {
				const rate = document.querySelector("#requests-chart .legend strong")?.textContent;
				if (rate) {
					window.drawn.push(rate);
				}
			}).observe(document.getElementById("requests-chart"), { childList: true, subtree: true });
			""";

	@Test
	void drawsOneProcessAtATime(Browser browser) {
		browser.open(url() + "operator#token=" + DemoTokens.operatorTokenFor(this.user.value()));
		eventually(() -> assertThat(browser.texts("#scores tbody tr")).isNotEmpty());
		browser.run(ANOTHER_PROCESS);
		String first = browser.find("#process").getText();
		assertThat(first).matches("[0-9a-f]{8}");
		eventually(() -> assertThat(browser.find("#processes").isDisplayed()).isTrue());
		assertThat(browser.texts("#processes option")).containsExactly(first, "another");
		eventually(() -> assertThat(browser.texts("#requests-chart canvas")).hasSize(1));
		assertThat(browser.find("#process").getText()).isEqualTo(first);
		browser.select("#processes", "another");
		assertThat(browser.find("#process").getText()).isEqualTo("another");
		eventually(() -> assertThat(browser.texts("#requests-chart canvas")).hasSize(1));
		assertThat(browser.run("""
				return window.drawn.every((rate) => Math.abs(Number(rate.replaceAll(",", ""))) < 10000)
				""")).isEqualTo("true");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void drawsNoLineOfOnePoint(Browser browser) {
		browser.open(url() + "operator#token=" + DemoTokens.operatorTokenFor(this.user.value()));
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		browser.run("""
				const place = document.createElement("div");
				place.id = "place";
				document.getElementById("main").append(place);
				const unit = { name: "", long: String, short: String };
				import(document.querySelector("script[type=module]").src.replace("operator.js", "chart.js"))
					.then(({ draw }) => draw(place, [1], [{ name: "One", values: [1] }], unit));
				""");
		eventually(() -> assertThat(browser.find("#place").getText()).isEqualTo("There is nothing to draw yet."));
	}

}
