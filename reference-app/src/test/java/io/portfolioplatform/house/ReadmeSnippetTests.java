package io.portfolioplatform.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every Java snippet of a README stands, white space aside, in a test source of its
 * module, and every annotation of the first README in one of any. So it is compiled; that
 * it does what the README says is for a test of the module.
 */
class ReadmeSnippetTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern SNIPPET = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

	private static final Pattern ANNOTATION = Pattern.compile("`(@\\w+\\([^`]*\\))`");

	static List<Path> readmes() throws IOException {
		try (Stream<Path> folders = Files.list(ROOT)) {
			return folders.map((folder) -> folder.resolve("README.md")).filter(Files::exists).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("readmes")
	void everySnippetIsCompiled(Path readme) throws IOException {
		List<String> sources = testSources(readme.resolveSibling("src"));
		assertThat(snippets(readme))
			.allSatisfy((snippet) -> assertThat(sources).anyMatch((source) -> bare(source).contains(bare(snippet))));
	}

	@Test
	void everyAnnotationOfTheFirstReadmeIsCompiled() throws IOException {
		String first = Files.readString(ROOT.resolve("README.md"));
		List<String> sources = new ArrayList<>();
		for (Path readme : readmes()) {
			sources.addAll(testSources(readme.resolveSibling("src")));
		}
		assertThat(ANNOTATION.matcher(first).results().map((MatchResult found) -> found.group(1))).isNotEmpty()
			.allSatisfy((annotation) -> assertThat(sources).anyMatch((source) -> source.contains(annotation)));
	}

	@Test
	void everyPublishedModuleShowsOne() throws IOException {
		assertThat(readmes()).filteredOn((readme) -> Files.isDirectory(readme.resolveSibling("src").resolve("main")))
			.filteredOn((readme) -> readme.getParent().getFileName().toString().startsWith("platform-"))
			.isNotEmpty()
			.allSatisfy((readme) -> assertThat(snippets(readme)).isNotEmpty());
	}

	/** No other document shows Java that nobody compiles. */
	@Test
	void snippetsAreInReadmesOfModules() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			List<Path> readmes = readmes();
			assertThat(files.filter((file) -> file.toString().endsWith(".md"))
				.filter((file) -> !file.toString().contains("/target/"))
				.filter((file) -> !readmes.contains(file))).isNotEmpty()
				.allSatisfy((file) -> assertThat(snippets(file)).isEmpty());
		}
	}

	private static List<String> snippets(Path readme) throws IOException {
		return SNIPPET.matcher(Files.readString(readme)).results().map((MatchResult found) -> found.group(1)).toList();
	}

	private static List<String> testSources(Path folder) throws IOException {
		try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
			return files.filter((file) -> file.startsWith(folder.resolve("test")) && file.toString().endsWith(".java"))
				.map(ReadmeSnippetTests::read)
				.toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot read " + file, ex);
		}
	}

	private static String bare(String code) {
		return code.replaceAll("//.*", "").replaceAll("\\s", "");
	}

}
