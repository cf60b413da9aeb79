package io.portfolioplatform.app.imports;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;

/**
 * Reads a day in the notations of the trackers: ISO 8601 with or without a time, day
 * before month with dashes, slashes or dots, or eight digits from year to day. A moment
 * belongs to the day that is written there, whatever its offset: {@code Z} to that in
 * UTC.
 */
final class Days {

	private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

	private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

	private static final List<DateTimeFormatter> NOTATIONS = List.of(strict("uuuu-MM-dd"), strict("d-M-uuuu"),
			strict("d/M/uuuu"), strict("d.M.uuuu"), strict("uuuuMMdd"));

	private Days() {
	}

	static LocalDate read(Cell cell) {
		LocalDate day = cell.text().contains("T") ? moment(cell) : day(cell);
		if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
			throw cell.refused("is not between " + EARLIEST + " and " + LATEST);
		}
		return day;
	}

	private static LocalDate moment(Cell cell) {
		try {
			return OffsetDateTime.parse(cell.text()).toLocalDate();
		}
		catch (DateTimeParseException ex) {
			throw notADay(cell);
		}
	}

	private static LocalDate day(Cell cell) {
		for (DateTimeFormatter notation : NOTATIONS) {
			try {
				return LocalDate.parse(cell.text(), notation);
			}
			catch (DateTimeParseException ex) {
				// The next notation may fit.
			}
		}
		throw notADay(cell);
	}

	private static BadCellException notADay(Cell cell) {
		return cell.refused("is not a day such as 2021-09-16, 16-09-2021, 16/09/2021, 16.09.2021, 20210916 "
				+ "or 2021-09-16T00:00:00Z");
	}

	private static DateTimeFormatter strict(String pattern) {
		return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
	}

}
