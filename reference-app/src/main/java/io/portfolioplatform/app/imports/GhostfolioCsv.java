package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.springframework.stereotype.Component;

/**
 * CSV with one header line whose names come in any order and case, and with several names
 * for the same column, as Ghostfolio takes it; separated by comma, semicolon or tab.
 */
@Component
class GhostfolioCsv implements ImportFormat {

	private final ActivityReader activities = new ActivityReader();

	@Override
	public boolean recognizes(String text) {
		return CsvHeader.recognizes(CsvHeader.line(text));
	}

	@Override
	public ParsedImport parse(String file, String text) {
		char separator = CsvHeader.separator(CsvHeader.line(text));
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(false).get();
		try (RecordReader reader = new RecordReader(text); CSVParser parser = format.parse(reader)) {
			return parse(file, parser, reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A text in memory cannot fail to be read", ex);
		}
	}

	private ParsedImport parse(String file, CSVParser parser, RecordReader reader) {
		ImportProblems problems = new ImportProblems(file);
		List<ParsedActivity> parsed = new ArrayList<>();
		Iterator<CSVRecord> records = parser.iterator();
		try {
			CsvHeader header = new CsvHeader(file, records.next());
			// Looking for the next record reads it, so its first line has to be known
			// before.
			for (long line = nextLine(parser); records.hasNext(); line = nextLine(parser)) {
				read(line, records.next(), header, problems, parsed);
				reader.next();
			}
			problems.throwIfAny();
			return new ParsedImport(format(), null, List.of(), List.of(), parsed, header.ignored());
		}
		catch (UncheckedIOException ex) {
			throw new ImportRefusedException(file, new ImportProblem(nextLine(parser), "format", "",
					(ex.getCause() instanceof RecordReader.EndlessRecordException)
							? "has more than " + RecordReader.LONGEST + " characters; is a quotation mark not closed?"
							: "is not CSV: a quotation mark is not closed, or stands inside a text"));
		}
	}

	private void read(long line, CSVRecord csv, CsvHeader header, ImportProblems problems,
			List<ParsedActivity> parsed) {
		if (holdsAnActivity(csv, header)) {
			problems.attempt(() -> {
				Row row = header.row(line, csv);
				ParsedActivity activity = this.activities.read(row);
				check(line, csv, header);
				return activities(activity, row);
			}, parsed::addAll);
		}
	}

	String format() {
		return "CSV";
	}

	boolean holdsAnActivity(CSVRecord line, CsvHeader header) {
		return !line.stream().allMatch(String::isBlank);
	}

	/**
	 * Refuses a line that has a meaning which an activity cannot have.
	 * @param number number of the line
	 * @param line the line
	 * @param header the header
	 * @throws BadCellException if it does
	 */
	void check(long number, CSVRecord line, CsvHeader header) {
	}

	/**
	 * Returns what a line stands for.
	 * @param activity the activity it was read as
	 * @param row the line
	 * @return activities, usually that one
	 */
	List<ParsedActivity> activities(ParsedActivity activity, Row row) {
		return List.of(activity);
	}

	private static long nextLine(CSVParser parser) {
		return parser.getCurrentLineNumber() + 1;
	}

}
