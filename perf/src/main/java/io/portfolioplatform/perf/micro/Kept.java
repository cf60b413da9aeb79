package io.portfolioplatform.perf.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every score of the suites that were measured, and their tables.
 *
 * @param directory where they are
 */
public record Kept(Path directory) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Write the tables anew from the scores. What they say of how and on what these were
	 * measured stays.
	 * @throws IOException if a result cannot be read or written
	 */
	public void writeTables() throws IOException {
		for (Suite suite : Suite.values()) {
			if (Files.exists(file(suite, ".json"))) {
				Files.writeString(file(suite, ".md"), table(suite));
			}
		}
	}

	String table(Suite suite) throws IOException {
		return Table.anew(suite, scores(suite), Files.readString(file(suite, ".md"))).markdown();
	}

	Map<String, List<Score>> scores(Suite suite) {
		return JSON.readValue(file(suite, ".json"), new TypeReference<>() {
		});
	}

	void write(Table table) throws IOException {
		Files.createDirectories(this.directory);
		JSON.writeValue(file(table.suite(), ".json"), table.scores());
		Files.writeString(file(table.suite(), ".md"), table.markdown());
	}

	private Path file(Suite suite, String extension) {
		return this.directory.resolve(suite.id() + extension);
	}

}
