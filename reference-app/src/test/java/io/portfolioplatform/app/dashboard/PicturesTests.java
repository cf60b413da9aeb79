package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.demo.DemoUsers;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.portfolioplatform.app.dashboard.AbstractDashboardTests.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Shows a portfolio of five years on every page, and takes the pictures that are in the
 * documentation ({@code target/pictures}).
 */
@RequiresChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { DemoTokens.PROPERTY, "management.server.port=0" })
@Import({ DatabaseConfiguration.class, DemoClock.class })
class PicturesTests {

	private static final Path PICTURES = Path.of("target/pictures");

	private static final UserId USER = DemoUsers.user(1);

	@Autowired
	private JdbcClient jdbc;

	@LocalServerPort
	private int port;

	@TempDir
	private Path directory;

	@BeforeAll
	static void importDemo(@Autowired ImportService imports, @Autowired JdbcClient jdbc) throws IOException {
		Files.createDirectories(PICTURES);
		imports.importFile(USER, DemoUsers.file(1, jdbc), null);
	}

	@Test
	void overviewInLightAndDark(Browser browser) throws IOException {
		browser.preferColours("light");
		overview(browser);
		take(browser, "overview");
		browser.preferColours("dark");
		take(browser, "overview-dark");
		browser.find("#kinds button:last-child").click();
		browser.wholePage();
		take(browser, "overview-whole-dark");
		browser.preferColours("light");
		take(browser, "overview-whole");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void whatSomebodySeesWhoHasNothingYet(Browser browser) throws IOException {
		browser.open(url() + "#token=" + DemoTokens.tokenFor(Users.fresh().value()));
		eventually(() -> assertThat(browser.find("#welcome").isDisplayed()).isTrue());
		take(browser, "welcome");
		Path file = Files.write(this.directory.resolve("export.json"), DemoUsers.file(1, this.jdbc).content());
		browser.find("#file").sendKeys(file.toString());
		eventually(() -> assertThat(browser.texts("#import-preview tbody tr")).hasSize(9));
		take(browser, "import");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void accounts(Browser browser) throws IOException {
		eventually(() -> assertThat(this.jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
			.param(USER.toString())
			.query(Long.class)
			.single()).isZero());
		browser.open(url() + "accounts#token=" + DemoTokens.tokenFor(USER.value()));
		eventually(() -> assertThat(browser.texts(".accounts tbody td:nth-child(4)")).hasSize(2)
			.allMatch((value) -> value.startsWith("€")));
		take(browser, "accounts");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void overviewOnAPhone(Browser browser) throws IOException {
		browser.phone();
		overview(browser);
		browser.run("window.scrollTo(0, 0)");
		take(browser, "phone");
		browser.run("document.getElementById('performance').scrollIntoView()");
		take(browser, "phone-performance");
		browser.run("document.getElementById('holdings').scrollIntoView()");
		take(browser, "phone-holdings");
		assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo("true");
	}

	@Test
	void activities(Browser browser) throws IOException {
		browser.open(url() + "activities#token=" + DemoTokens.tokenFor(USER.value()));
		eventually(() -> assertThat(browser.texts("#activities tbody tr")).hasSize(50));
		take(browser, "activities");
		browser.find("#activities tbody tr:first-child .actions button").click();
		eventually(() -> assertThat(browser.find("#editor").isDisplayed()).isTrue());
		take(browser, "editor");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void operator(Browser browser) throws IOException {
		browser.open(url() + "operator#token=" + DemoTokens.operatorTokenFor(USER.value()));
		eventually(() -> assertThat(browser.texts("#live canvas")).hasSizeGreaterThanOrEqualTo(3));
		browser.run("""
				const headers = { Authorization: `Bearer ${sessionStorage.getItem("portfolio.token")}` };
				setInterval(() => fetch("/api/dashboard/overview", { headers }), 70);
				""");
		eventually(() -> assertThat(browser.texts("#limits-chart .legend span")).contains("dashboard"));
		assertThat(browser.find("#pool-words").getText()).contains("the fleet may open");
		browser.run("window.drawn = 0; setInterval(() => window.drawn++, 2000)");
		await().atMost(Browser.patience().multipliedBy(3))
			.until(() -> Integer.parseInt(String.valueOf(browser.run("return window.drawn"))) > 9);
		take(browser, "operator");
	}

	private void overview(Browser browser) {
		browser.open(url() + "#token=" + DemoTokens.tokenFor(USER.value()));
		eventually(() -> assertThat(browser.find("#performance-chart").getAttribute("aria-label")).contains("S&P 500"));
		eventually(() -> assertThat(browser.find("#lifetime").getText()).endsWith("%."));
		browser.find("#ranges button:last-child").click();
		eventually(() -> assertThat(browser.find("#performance-chart").getAttribute("aria-label"))
			.contains("Performance since 2003-02"));
	}

	private static void take(Browser browser, String name) throws IOException {
		assertThat(Files.write(PICTURES.resolve(name + ".png"), browser.screenshot())).isNotEmptyFile();
	}

	private String url() {
		return "http://localhost:" + this.port + "/";
	}

}
