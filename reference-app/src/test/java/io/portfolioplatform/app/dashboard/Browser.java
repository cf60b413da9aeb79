package io.portfolioplatform.app.dashboard;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.awaitility.Awaitility.await;

/**
 * A headless Chromium with a profile of its own.
 */
final class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static boolean isInstalled() {
		return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
	}

	static Browser start() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--window-size=1280,1150");
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(new File(DRIVER.toString()))
			.build();
		return new Browser(new ChromeDriver(service, options));
	}

	void open(String url) {
		this.driver.get(url);
	}

	void back() {
		this.driver.navigate().back();
	}

	String address() {
		return String.valueOf(this.driver.getCurrentUrl());
	}

	/**
	 * Shows pages as wide as on a small phone, which no window of a desktop can be.
	 */
	void phone() {
		viewport(360, 780);
	}

	/**
	 * Shows a page in its whole height.
	 */
	void wholePage() {
		this.driver.executeScript("window.scrollTo(0, 0)");
		Object height = this.driver.executeScript("return document.documentElement.scrollHeight");
		viewport(1280, ((Number) Objects.requireNonNull(height)).intValue());
	}

	private void viewport(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	/**
	 * Cuts the browser off from every server, or lets it reach them again.
	 * @param offline whether it is cut off
	 */
	void offline(boolean offline) {
		ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
		conditions.setOffline(offline);
		this.driver.setNetworkConditions(conditions);
	}

	/**
	 * Asks the server for everything each time.
	 */
	void cacheNothing() {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
	}

	/**
	 * Chooses what a person has chosen in the system's settings, where nothing moves.
	 * @param colours {@code light} or {@code dark}
	 */
	void preferColours(String colours) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	byte[] screenshot() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	/**
	 * Chooses an option.
	 * @param selector a CSS selector of the list
	 * @param text what the option says
	 */
	void select(String selector, String text) {
		// While the page is not shown yet, its options have no texts.
		await().atMost(patience())
			.ignoreExceptionsInstanceOf(WebDriverException.class)
			.until(() -> option(selector, text), Optional::isPresent)
			.ifPresent(WebElement::click);
	}

	private Optional<WebElement> option(String selector, String text) {
		return find(selector).findElements(By.tagName("option"))
			.stream()
			.filter((option) -> option.getText().equals(text))
			.findFirst();
	}

	/**
	 * Returns what is shown by the elements of a selector, read at once: a page that is
	 * drawn anew meanwhile does not matter.
	 * @param selector a CSS selector
	 * @return their texts
	 */
	List<String> texts(String selector) {
		Object texts = this.driver.executeScript("""
				return [...document.querySelectorAll(arguments[0])].map((element) => element.innerText.trim())
				""", selector);
		return ((List<?>) Objects.requireNonNull(texts)).stream().map(String::valueOf).toList();
	}

	/**
	 * Presses a key wherever the focus is.
	 * @param key the key
	 */
	void press(CharSequence key) {
		new Actions(this.driver).sendKeys(key).perform();
	}

	Object run(String script) {
		return String.valueOf(this.driver.executeScript(script));
	}

	/**
	 * Return what the console holds: violations of the content security policy, script
	 * errors, failed requests.
	 * @return the messages
	 */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	static Duration patience() {
		return Duration.ofSeconds(20);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
