package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.portfolioplatform.perf.report.Machine;
import tools.jackson.databind.json.JsonMapper;

/**
 * A measurement's table, and the figures it comes from.
 */
final class Results {

	private final StringBuilder markdown = new StringBuilder();

	@SuppressWarnings("AnnotateFormatMethod") // the annotation would be a library more
	void line(String format, Object... values) {
		this.markdown.append(String.format(Locale.ROOT, format, values)).append('\n');
	}

	/**
	 * Say whether something was reached.
	 * @param text what
	 * @param value what was measured
	 * @param atMost the largest value that will do
	 */
	void goal(String text, double value, double atMost) {
		line("- %s: at most %s: %.4f, **%s**", text, atMost, value, (value <= atMost) ? "reached" : "not reached");
	}

	/**
	 * Return what was said so far.
	 * @return Markdown
	 */
	String markdown() {
		return this.markdown.toString();
	}

	/**
	 * Write the table and the figures, and print the table.
	 * @param directory where to
	 * @param name of the files
	 * @param figures what the table comes from
	 * @param how how it was measured
	 * @param redis version of the server that was measured with
	 * @throws IOException if they cannot be written
	 */
	void write(Path directory, String name, Object figures, String how, String redis) throws IOException {
		line("%n%s, Redis %s on the same machine: %s.", how, redis, Machine.describe());
		Files.createDirectories(directory);
		JsonMapper.builder().build().writeValue(directory.resolve(name + ".json"), figures);
		Files.writeString(directory.resolve(name + ".md"), this.markdown);
		System.out.println(this.markdown);
	}

	/**
	 * Write the table anew. What was said of how and on what it was measured stays.
	 * @param file which
	 * @throws IOException if it cannot be read or written
	 */
	void writeAnew(Path file) throws IOException {
		String before = Files.readString(file);
		Files.writeString(file, this.markdown + before.substring(before.lastIndexOf("\n\n") + 1));
	}

}
