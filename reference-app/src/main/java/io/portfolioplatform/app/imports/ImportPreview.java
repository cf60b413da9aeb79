package io.portfolioplatform.app.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an import of a file would store.
 *
 * @param file name of the file
 * @param format format it was recognised as
 * @param activities number of activities in the file
 * @param duplicates number of them that the portfolio holds already
 * @param rows the first hundred of them
 * @param warnings what the owner should know
 */
record ImportPreview(String file, String format, int activities, int duplicates, List<Row> rows,
		List<ImportWarning> warnings) {

	private static final int MOST_ROWS = 100;

	static ImportPreview of(String file, ParsedImport parsed, PreparedImport prepared, List<ImportWarning> warnings) {
		Set<ParsedActivity> known = Collections.newSetFromMap(new IdentityHashMap<>());
		known.addAll(prepared.known());
		return new ImportPreview(file, parsed.format(), parsed.activities().size(), prepared.known().size(),
				parsed.activities()
					.stream()
					.limit(MOST_ROWS)
					.map((activity) -> Row.of(activity, known.contains(activity)))
					.toList(),
				warnings);
	}

	/**
	 * Activity of the file.
	 *
	 * @param line line where it starts
	 * @param type the kind
	 * @param date the day
	 * @param symbol symbol of the instrument, if it is about one
	 * @param account the file's name for the account
	 * @param quantity units
	 * @param unitPrice price of a unit
	 * @param fee the fee
	 * @param currency currency of price and fee
	 * @param duplicate whether the portfolio holds it already
	 */
	record Row(long line, String type, LocalDate date, @Nullable String symbol, @Nullable String account,
			BigDecimal quantity, BigDecimal unitPrice, BigDecimal fee, String currency, boolean duplicate) {

		static Row of(ParsedActivity activity, boolean duplicate) {
			InstrumentKey instrument = activity.instrument();
			return new Row(activity.line(), activity.type().name(), activity.date(),
					(instrument != null) ? instrument.symbol() : null, activity.account(), activity.quantity(),
					activity.unitPrice(), activity.fee(), activity.currency(), duplicate);
		}

	}

}
