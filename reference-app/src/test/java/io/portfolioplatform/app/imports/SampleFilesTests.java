package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SampleFiles}: files that are not there must not look like files that
 * came in.
 */
class SampleFilesTests {

	@TempDir
	private Path folder;

	@Test
	void addsTheFilesOfAFolder() throws IOException {
		Path file = Files.createFile(this.folder.resolve("a.csv"));
		assertThat(SampleFiles.goodWith(this.folder.toString())).endsWith(file)
			.hasSize(SampleFiles.goodWith(null).size() + 1);
	}

	@Test
	void refusesAFolderWithoutFiles() {
		assertThatIllegalStateException().isThrownBy(() -> SampleFiles.goodWith(this.folder.toString()))
			.withMessageContaining("PORTFOLIO_IMPORT_SAMPLES")
			.withMessageContaining(this.folder.toString());
	}

	@Test
	void refusesAFolderThatIsNotThere() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> SampleFiles.goodWith(this.folder.resolve("elsewhere").toString()));
	}

}
