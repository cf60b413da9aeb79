package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the router makes of the backends that it is told of, with the shipped file and
 * other places.
 */
class RoutedBackendsTests {

	private static final int NONE = 1;

	private static final int NOTHING_NEW = 3;

	@TempDir
	Path directory;

	private Path named;

	private Path written;

	@BeforeEach
	void folders() throws IOException {
		this.named = Files.createDirectory(this.directory.resolve("named")).resolve("backends.conf");
		this.written = Files.createDirectory(this.directory.resolve("upstream")).resolve("backends.conf");
	}

	@Test
	void tellsWhatIsNewFromWhatIsNot() throws Exception {
		name("127.0.0.7", "127.0.0.8");
		assertThat(backends()).isZero();
		List<String> found = List.of("server 127.0.0.7:8080 max_fails=2;", "server 127.0.0.8:8080 max_fails=2;");
		assertThat(this.written).hasContent(String.join("\n", found));
		assertThat(backends()).isEqualTo(NOTHING_NEW);
		name("127.0.0.8", "none..here");
		assertThat(backends()).isZero();
		assertThat(this.written).hasContent(found.get(1));
	}

	@Test
	void keepsThoseOfBeforeWhereNoneIsFound() throws Exception {
		name("127.0.0.7");
		assertThat(backends()).isZero();
		name("none..here");
		assertThat(backends()).isEqualTo(NONE);
		Files.delete(this.named);
		assertThat(backends()).as("what cannot be read").isEqualTo(NONE);
		assertThat(this.written).hasContent("server 127.0.0.7:8080 max_fails=2;");
	}

	private void name(String... names) throws IOException {
		StringBuilder text = new StringBuilder("# serves: backend\n");
		for (String name : names) {
			text.append("server ").append(name).append(":8080 max_fails=2;\n");
		}
		Files.writeString(this.named, text);
	}

	private int backends() throws Exception {
		String text = Files.readString(Path.of("compose/nginx/backends"));
		// In this order: the folder of the test may be in that of the first.
		for (String place : List.of("/tmp/", "/etc/nginx/")) {
			assertThat(text).contains(place);
			text = text.replace(place, this.directory + "/");
		}
		return Commands.tryRun(Map.of(), "bash", "-c", text).exitCode();
	}

}
