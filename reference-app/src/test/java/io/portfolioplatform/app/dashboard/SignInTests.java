package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.session.FakeSupabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.portfolioplatform.app.dashboard.AbstractDashboardTests.eventually;
import static io.portfolioplatform.app.dashboard.AbstractDashboardTests.makePortfolio;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sign-in with e-mail and password as a person sees it.
 */
@RequiresChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@Import({ DatabaseConfiguration.class, DemoClock.class, Busy.class })
class SignInTests {

	@AutoClose
	private static final FakeSupabase SUPABASE = FakeSupabase.start();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void supabase(DynamicPropertyRegistry registry) {
		SUPABASE.properties().forEach((name, value) -> registry.add(name, () -> value));
	}

	@Test
	void signsInStaysSignedInAndSignsOut(Browser browser) {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		assertThat(browser.find("#person").getText()).isEqualTo("person@example.com");
		assertThat(browser.run("return document.cookie + sessionStorage.length + localStorage.length")).isEqualTo("00");
		browser.open(url());
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		browser.find("#sign-out").click();
		eventually(() -> assertThat(browser.find("#email").isDisplayed()).isTrue());
		browser.open(url());
		eventually(() -> assertThat(browser.find("#email").isDisplayed()).isTrue());
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void renewsASessionThatIsAboutToEnd(Browser browser) {
		SUPABASE.tokensEndAfter(Duration.ofSeconds(30));
		int before = SUPABASE.refreshes();
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		// Each of the page's requests finds a token that is about to end, however new it
		// is.
		eventually(() -> assertThat(browser.run("""
				const asked = performance.getEntriesByType("resource").map((each) => each.name).join();
				return asked.includes("/api/dashboard/overview") && asked.includes("/api/portfolios")
					&& asked.includes("/api/imports")
				""")).isEqualTo("true"));
		assertThat(SUPABASE.refreshes() - before).isEqualTo(1);
		assertThat(browser.console()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void saysInWordsThatThePasswordIsWrong(String colours, Browser browser) {
		browser.preferColours(colours);
		signIn(browser, "wrong");
		eventually(() -> assertThat(browser.find("#message").getText())
			.isEqualTo("The e-mail address or the password is wrong."));
		assertThat(browser.find("#password").getAttribute("value")).isEmpty();
		AbstractDashboardTests.isAccessible(browser, "sign-in with a password");
	}

	@Test
	void asksNobodyToSignInWhileTheServerDoesNotSayWhetherTheyAre(Browser browser, @Autowired Busy busy) {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		busy.begin();
		try {
			browser.open(url());
			eventually(() -> assertThat(browser.find("#message").getText()).contains("busy right now", "Next try in"));
			assertThat(browser.find("#email").isDisplayed()).isFalse();
		}
		finally {
			busy.end();
		}
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
	}

	@Test
	void saysThatTheServerDidNotSignOut(Browser browser, @Autowired Busy busy) {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		busy.begin();
		try {
			browser.find("#sign-out").click();
			eventually(() -> assertThat(browser.find("#message").getText()).contains("may still be signed in",
					"busy right now"));
		}
		finally {
			busy.end();
		}
		browser.find("#sign-out").click();
		eventually(() -> assertThat(browser.find("#email").isDisplayed()).isTrue());
	}

	@Test
	void sendsAFileAgainWhoseSessionWasOver(Browser browser, @Autowired Busy busy, @TempDir Path directory)
			throws IOException {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		busy.doubtTheNextChange();
		chooseTrade(browser, directory, "KO");
		eventually(() -> assertThat(browser.texts("#import-preview tbody tr")).hasSize(1));
	}

	@ParameterizedTest
	@CsvSource({ "500, The service is busy right now", "429, too many attempts" })
	void keepsWhatIsEnteredWhileTheSignInServiceIsBusy(int answered, String words, Browser browser,
			@Autowired Busy busy) {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		browser.open(url() + "accounts");
		eventually(() -> assertThat(browser.find("#new-portfolio").isDisplayed()).isTrue());
		browser.find("#new-portfolio").click();
		String name = "Pension " + answered;
		browser.find("#naming-name").sendKeys(name);
		busy.doubt("POST /api/portfolios?");
		SUPABASE.failWith(answered);
		try {
			browser.press(Keys.ENTER);
			eventually(() -> assertThat(browser.find("#naming-problem").getText()).contains(words));
			assertThat(browser.find("#naming-name").getAttribute("value")).isEqualTo(name);
			assertThat(browser.find("#email").isDisplayed()).isFalse();
		}
		finally {
			SUPABASE.failWith(0);
			busy.end();
		}
		browser.press(Keys.ENTER);
		eventually(() -> assertThat(browser.texts(".portfolio h2")).contains(name + " without activities"));
	}

	@Test
	void triesAgainToLoadOnceTheSignInServiceAnswers(Browser browser, @Autowired Busy busy) {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		busy.doubt("GET /api/");
		SUPABASE.failWith(500);
		try {
			browser.open(url() + "accounts");
			eventually(() -> assertThat(browser.find("#message").getText()).contains("sign-in service does not answer",
					"Next try in"));
			assertThat(browser.find("#email").isDisplayed()).isFalse();
		}
		finally {
			SUPABASE.failWith(0);
			busy.end();
		}
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
	}

	/**
	 * The same person may sign in in two tabs: neither signs the other out.
	 */
	@ParameterizedTest
	@CsvSource({ "ann@example.com, bob@example.com", "eve@example.com, eve@example.com" })
	void showsNothingOfWhoeverSignedInInAnotherTab(String person, String next, Browser browser) {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, person, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		browser.open(url() + "accounts");
		makePortfolio(browser, "Of the first");
		eventually(
				() -> assertThat(browser.texts("#portfolios h2")).containsExactly("Of the first without activities"));
		browser.open(url() + "activities");
		eventually(() -> assertThat(browser.find("#symbol").isDisplayed()).isTrue());
		signInInAnotherTab(browser, next);
		browser.find("#symbol").sendKeys("KO", Keys.ENTER);
		eventually(() -> assertThat(browser.find("#message").getText())
			.contains("Somebody signed in with this browser since the page was loaded."));
		assertThat(browser.find("#email").isDisplayed()).isFalse();
		assertThat(browser.find("#person").isDisplayed()).isFalse();
		assertThat(browser.find("#dashboard").isDisplayed()).isFalse();
		browser.find("#message button").click();
		eventually(() -> assertThat(browser.find("#person").getText()).isEqualTo(next));
		assertThat(browser.find("#dashboard").isDisplayed()).isTrue();
	}

	@Test
	void signsNobodyOutWhoSignedInInAnotherTab(Browser browser) {
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		signIn(browser, FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#dashboard").isDisplayed()).isTrue());
		signInInAnotherTab(browser, "next@example.com");
		browser.find("#sign-out").click();
		eventually(() -> assertThat(browser.find("#message").getText())
			.startsWith("Somebody signed in with this browser since the page was loaded."));
		assertThat(browser.find("#dashboard").isDisplayed()).isFalse();
		browser.find("#message button").click();
		eventually(() -> assertThat(browser.find("#person").getText()).isEqualTo("next@example.com"));
	}

	@Test
	void fitsAPhoneWhateverPeopleAndPortfoliosAreCalled(Browser browser, @TempDir Path directory) throws IOException {
		String name = "Endless".repeat(14) + "!!";
		SUPABASE.tokensEndAfter(Duration.ofHours(1));
		browser.phone();
		signIn(browser, "somebodywithaverylongname@organization.example", FakeSupabase.PASSWORD);
		eventually(() -> assertThat(browser.find("#file").isDisplayed()).isTrue());
		fitsTheWidth(browser);
		chooseTrade(browser, directory, "KO");
		AbstractDashboardTests.confirm(browser);
		eventually(() -> assertThat(browser.texts("#holdings tbody tr td:first-child")).first()
			.asString()
			.startsWith("KO"));
		browser.open(url() + "accounts");
		makePortfolio(browser, name);
		eventually(() -> assertThat(browser.find("#accounts-message").getText()).isEqualTo(name + " is stored."));
		eventually(() -> assertThat(browser.texts(".portfolio")).hasSize(2));
		fitsTheWidth(browser);
		browser.find("[aria-label='Delete " + name + "']").click();
		fitsTheWidth(browser);
		browser.open(url() + "activities");
		browser.select("#portfolio", name);
		eventually(() -> assertThat(browser.texts("#activities tbody td")).containsExactly("Nothing is recorded."));
		browser.find("#show-import").click();
		chooseTrade(browser, directory, "IBM");
		eventually(() -> assertThat(browser.find("#import-confirm").getText()).endsWith("into " + name));
		fitsTheWidth(browser);
		browser.find("#import-confirm").click();
		eventually(() -> assertThat(browser.find("#import-answer").getText()).contains("is stored"));
		browser.open(url());
		eventually(() -> assertThat(browser.find("#performance-portfolio").isDisplayed()).isTrue());
		fitsTheWidth(browser);
	}

	private static void chooseTrade(Browser browser, Path directory, String symbol) throws IOException {
		Path file = Files.writeString(directory.resolve(symbol + ".csv"),
				"date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy," + symbol + ",1,41,USD\n");
		browser.find("#file").sendKeys(file.toString());
	}

	private static void fitsTheWidth(Browser browser) {
		assertThat(browser.run("""
				return [document.documentElement, ...document.querySelectorAll("dialog[open]")]
					.every((place) => place.scrollWidth <= place.clientWidth)
				""")).isEqualTo("true");
	}

	/**
	 * Another tab has the same cookie.
	 */
	private static void signInInAnotherTab(Browser browser, String email) {
		browser.run("""
				const headers = { "Content-Type": "application/json" };
				const body = JSON.stringify({ email: "%s", password: "%s" });
				fetch("/session", { method: "POST", headers, body }).then((response) => window.made = response.status);
				""".formatted(email, FakeSupabase.PASSWORD));
		eventually(() -> assertThat(browser.run("return window.made")).isEqualTo("200"));
	}

	private void signIn(Browser browser, String password) {
		signIn(browser, "person@example.com", password);
	}

	private void signIn(Browser browser, String email, String password) {
		browser.open(url());
		eventually(() -> assertThat(browser.find("#email").isDisplayed()).isTrue());
		browser.find("#email").sendKeys(email);
		browser.find("#password").sendKeys(password + "\n");
	}

	private String url() {
		return "http://localhost:" + this.port + "/";
	}

}
