package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.perf.report.Machine;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of the load test and of the comparison, and what their reports say of it.
 *
 * @param directory where they are
 */
public record KeptReports(Path directory) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String LOAD = "load";

	private static final String COMPARE = "compare";

	/**
	 * Write those reports anew whose figures were kept. What they say of machine and
	 * commit stays.
	 * @throws IOException if a result cannot be read or written
	 */
	public void writeAnew() throws IOException {
		if (Files.exists(file(LOAD, ".json"))) {
			LoadReport report = load();
			write(report, machine(LOAD, report.versions()));
		}
		if (Files.exists(file(COMPARE, ".json"))) {
			CompareReport report = compare();
			write(report, machine(COMPARE, report.versions()));
		}
	}

	void keep(LoadReport report) throws IOException {
		Files.createDirectories(this.directory);
		JSON.writeValue(file(LOAD, ".json"), report);
		write(report, Machine.describe());
		System.out.println(report.markdown(Machine.describe()));
	}

	void keep(CompareReport report) throws IOException {
		Files.createDirectories(this.directory);
		JSON.writeValue(file(COMPARE, ".json"), report);
		write(report, Machine.describe());
		System.out.println(report.markdown(Machine.describe()));
	}

	LoadReport load() {
		return JSON.readValue(file(LOAD, ".json"), LoadReport.class);
	}

	CompareReport compare() {
		return JSON.readValue(file(COMPARE, ".json"), CompareReport.class);
	}

	private void write(LoadReport report, String machine) throws IOException {
		Files.writeString(file(LOAD, ".md"), report.markdown(machine));
		Files.writeString(file(LOAD, ".html"), report.html(machine));
	}

	private void write(CompareReport report, String machine) throws IOException {
		Files.writeString(file(COMPARE, ".md"), report.markdown(machine));
	}

	/** What a report says that was written before: the figures do not tell it. */
	private String machine(String name, String versions) throws IOException {
		String before = Files.readString(file(name, ".md"));
		int start = before.lastIndexOf(LoadReport.MEASURED_ON) + LoadReport.MEASURED_ON.length();
		return before.substring(start, before.indexOf(": " + versions, start));
	}

	private Path file(String name, String extension) {
		return this.directory.resolve(name + extension);
	}

}
