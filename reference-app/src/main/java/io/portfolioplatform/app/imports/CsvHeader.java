package io.portfolioplatform.app.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVRecord;

/**
 * First line of a CSV file: which column holds which field.
 */
class CsvHeader {

	private static final Set<Field> REQUIRED = EnumSet.of(Field.DATE, Field.TYPE, Field.CURRENCY, Field.QUANTITY,
			Field.SYMBOL, Field.UNIT_PRICE);

	private static final int LONGEST = 10_000;

	private final List<String> names;

	private final Map<Field, List<Integer>> columns = new EnumMap<>(Field.class);

	CsvHeader(String file, CSVRecord header) {
		this.names = header.toList();
		for (int column = 0; column < this.names.size(); column++) {
			int at = column;
			Field.named(this.names.get(column))
				.ifPresent((field) -> this.columns.computeIfAbsent(field, (key) -> new ArrayList<>()).add(at));
		}
		this.columns.forEach((field, found) -> found
			.sort(Comparator.comparingInt((at) -> field.names().indexOf(Field.canonical(this.names.get(at))))));
		requireAll(file);
	}

	private void requireAll(String file) {
		List<ImportProblem> missing = REQUIRED.stream()
			.filter((field) -> !this.columns.containsKey(field))
			.map((field) -> new ImportProblem(1, field.names().get(0), String.join(",", this.names),
					"has no column with one of the names " + field.names()))
			.toList();
		if (!missing.isEmpty()) {
			throw new ImportRefusedException(file, missing);
		}
	}

	List<String> ignored() {
		return this.names.stream().filter((name) -> !name.isBlank() && Field.named(name).isEmpty()).toList();
	}

	/**
	 * Returns what stands in a column.
	 * @param csv a line
	 * @param name name of the column in any case
	 * @return the text, empty if there is no such column
	 */
	String text(CSVRecord csv, String name) {
		for (int column = 0; column < Math.min(this.names.size(), csv.size()); column++) {
			if (this.names.get(column).strip().equalsIgnoreCase(name)) {
				return csv.get(column).strip();
			}
		}
		return "";
	}

	Row row(long line, CSVRecord csv) {
		if (csv.size() > this.names.size()) {
			throw new Cell(line, "column " + (this.names.size() + 1), csv.get(this.names.size()))
				.refused("stands beyond the last column of the header; is a text with a separator unquoted?");
		}
		Map<Field, Cell> cells = new EnumMap<>(Field.class);
		this.columns.forEach((field, found) -> cells.put(field, cell(line, csv, found)));
		return new Row(line, cells, true);
	}

	private Cell cell(long line, CSVRecord csv, List<Integer> found) {
		return found.stream()
			.map((column) -> new Cell(line, this.names.get(column), (column < csv.size()) ? csv.get(column) : ""))
			.filter((cell) -> !cell.isBlank())
			.findFirst()
			.orElseGet(() -> new Cell(line, this.names.get(found.get(0)), ""));
	}

	/**
	 * Returns the first line of a text.
	 * @param text the text
	 * @return the line; empty if it is longer than any header, and cutting it up would
	 * need many times its size
	 */
	static String line(String text) {
		String line = text.lines().findFirst().orElse("");
		return (line.length() <= LONGEST) ? line : "";
	}

	/**
	 * Tells whether a line looks like a header of ours: at least a date and a kind.
	 * @param line the first line
	 * @return whether it does
	 */
	static boolean recognizes(String line) {
		List<Field> fields = Stream.of(line.split(String.valueOf(separator(line)), -1))
			.map((name) -> name.replace("\"", ""))
			.flatMap((name) -> Field.named(name).stream())
			.toList();
		return fields.contains(Field.DATE) || fields.contains(Field.TYPE);
	}

	static char separator(String line) {
		return Stream.of(',', ';', '\t')
			.max(Comparator.comparingLong((separator) -> line.chars().filter((at) -> at == separator).count()))
			.orElse(',');
	}

}
