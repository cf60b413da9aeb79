package io.portfolioplatform.app.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.portfolioplatform.app.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Assets} and the pages that name them.
 */
@IntegrationTest
class AssetsTests {

	private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Assets assets;

	@ParameterizedTest
	@ValueSource(strings = { "/", "/activities", "/accounts", "/operator" })
	void thePageIsAskedForEachTimeAndKeptByNoBrowser(String page) {
		assertThat(this.mvc.get().uri(page)).hasStatusOk()
			.hasContentType("text/html;charset=UTF-8")
			.hasHeader("Cache-Control", "no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/activities", "/accounts", "/operator" })
	void everyFileOfThePageIsKeptForAYear(String page) {
		List<String> files = files(page);
		assertThat(files).hasSizeGreaterThanOrEqualTo(5);
		assertThat(files).allSatisfy((file) -> {
			assertThat(file).startsWith(this.assets.path() + "/");
			assertThat(this.mvc.get().uri(file)).hasStatusOk()
				.hasHeader("Cache-Control", "max-age=31536000, public, immutable");
		});
	}

	@Test
	void nothingIsServedUnderAnotherVersion() {
		assertThat(List.of("/assets/0000000000000000/app.css", "/assets/app.css", "/app.css", "/index.html"))
			.allSatisfy((path) -> assertThat(this.mvc.get().uri(path)).hasStatus(HttpStatus.NOT_FOUND)
				.headers()
				.satisfies((headers) -> assertThat(String.valueOf(headers.getFirst("Cache-Control")))
					.doesNotContain("immutable")));
	}

	@Test
	void theVersionFollowsEveryFile(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("app.css"), "a");
		Path script = Files.writeString(Files.createDirectory(directory.resolve("js")).resolve("main.js"), "b");
		Assets before = read(directory);
		assertThat(read(directory)).isEqualTo(before);
		Files.writeString(script, "c");
		assertThat(read(directory)).isNotEqualTo(before);
	}

	private List<String> files(String page) {
		String html = new String(this.mvc.get().uri(page).exchange().getResponse().getContentAsByteArray(),
				StandardCharsets.UTF_8);
		return REFERENCE.matcher(html)
			.results()
			.map((match) -> match.group(1))
			// The one of platform-health is the same for every application.
			.filter((file) -> file.contains(".") && !file.equals("/platform/rum.js"))
			.toList();
	}

	private static Assets read(Path directory) {
		return Assets.in(new PathMatchingResourcePatternResolver(), directory.toUri().toString());
	}

}
