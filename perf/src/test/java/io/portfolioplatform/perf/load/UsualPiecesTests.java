package io.portfolioplatform.perf.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class UsualPiecesTests {

	private static final Pattern OPTIONS = Pattern.compile(
			"-Dloader\\.path=(\\S+) -cp (\\S+) org\\.springframework\\.boot\\.loader\\.launch\\.PropertiesLauncher");

	@Test
	void putsTheClassesTheirRegistrationAndTheirLibrariesOnTheClassPath(@TempDir Path directory) {
		Matcher options = OPTIONS.matcher(UsualPieces.options(Path.of("/srv/app.jar"), directory));
		assertThat(options.matches()).isTrue();
		assertThat(options.group(2)).isEqualTo("/srv/app.jar");
		List<Path> path = Arrays.stream(options.group(1).split(",")).map(Path::of).toList();
		assertThat(path.get(0)).isEqualTo(directory);
		assertThat(directory.resolve("io/portfolioplatform/perf/usual/UsualPiecesAutoConfiguration.class"))
			.isNotEmptyFile();
		assertThat(directory.resolve("io/portfolioplatform/perf/usual/UsualPiecesAutoConfiguration$1.class"))
			.isNotEmptyFile();
		assertThat(
				directory.resolve("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"))
			.hasContent("io.portfolioplatform.perf.usual.UsualPiecesAutoConfiguration");
		assertThat(path.subList(1, path.size())).hasSize(7)
			.allSatisfy((library) -> assertThat(library).isNotEmptyFile().hasExtension("jar"))
			.doesNotHaveDuplicates();
	}

}
