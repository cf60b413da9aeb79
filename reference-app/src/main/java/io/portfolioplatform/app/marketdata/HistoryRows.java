package io.portfolioplatform.app.marketdata;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

import org.springframework.core.io.Resource;

/**
 * Turns the bundled files into rows of the market data tables.
 */
class HistoryRows {

	private static final CSVFormat WITH_HEADER = CSVFormat.DEFAULT.builder()
		.setHeader()
		.setSkipHeaderRecord(true)
		// The ECB ends every line, its header too, with a comma.
		.setAllowMissingColumnNames(true)
		.get();

	private static final CSVFormat OUT = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

	private final HistoryFiles files;

	HistoryRows(HistoryFiles files) {
		this.files = files;
	}

	/**
	 * Writes {@code symbol,name,currency,asset_class}.
	 * @param csv where to write
	 * @throws IOException if the file cannot be read
	 */
	void instruments(Writer csv) throws IOException {
		try (CSVParser parser = parse(this.files.instruments())) {
			CSVPrinter out = OUT.print(csv);
			for (CSVRecord row : parser) {
				out.printRecord(row);
			}
		}
	}

	/**
	 * Writes {@code symbol,date,close} of every company and of the index.
	 * @param csv where to write
	 * @throws IOException if a file cannot be read
	 */
	void prices(Writer csv) throws IOException {
		CSVPrinter out = OUT.print(csv);
		for (Resource file : this.files.prices()) {
			closes(file, HistoryFiles.fileName(file).replace(".csv", ""), out);
		}
		closes(this.files.index(), "^GSPC", out);
	}

	private void closes(Resource file, String symbol, CSVPrinter out) throws IOException {
		try (CSVParser parser = parse(file)) {
			for (CSVRecord row : parser) {
				out.printRecord(symbol, row.get("date"), row.get("close"));
			}
		}
	}

	/**
	 * Writes {@code currency,date,per_euro} of every rate the ECB has set.
	 * @param csv where to write
	 * @throws IOException if the file cannot be read
	 */
	void rates(Writer csv) throws IOException {
		try (CSVParser parser = parse(this.files.rates())) {
			CSVPrinter out = OUT.print(csv);
			List<String> header = parser.getHeaderNames();
			for (CSVRecord row : parser) {
				rates(row, header, out);
			}
		}
	}

	private void rates(CSVRecord row, List<String> header, CSVPrinter out) throws IOException {
		for (int column = 1; column < header.size(); column++) {
			String rate = row.get(column);
			if (!header.get(column).isEmpty() && !"N/A".equals(rate)) {
				out.printRecord(header.get(column), row.get(0), rate);
			}
		}
	}

	private static CSVParser parse(Resource file) throws IOException {
		return WITH_HEADER.parse(HistoryFiles.read(file));
	}

}
