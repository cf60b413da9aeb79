package io.portfolioplatform.app.quotes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads all euro reference rates in the European Central Bank's format: a ZIP file with
 * one CSV file, a line for each day with a column for each currency.
 */
final class EcbHistory {

	/** Some eight times what there is after a quarter of a century. */
	private static final int LARGEST = 16 << 20;

	private static final String NONE = "N/A";

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder()
		.setHeader()
		.setSkipHeaderRecord(true)
		// Every line ends with a comma, the header too.
		.setAllowMissingColumnNames(true)
		.get();

	private EcbHistory() {
	}

	static SortedMap<LocalDate, Map<String, BigDecimal>> read(byte[] zip) {
		SortedMap<LocalDate, Map<String, BigDecimal>> rates = new TreeMap<>();
		try (CSVParser parser = FORMAT.parse(new StringReader(unzip(zip)))) {
			List<String> header = parser.getHeaderNames();
			for (CSVRecord row : parser) {
				rates.put(LocalDate.parse(row.get(0)), rates(row, header));
			}
		}
		catch (IOException | UncheckedIOException | DateTimeException | IllegalArgumentException ex) {
			throw new ProviderException(ProviderException.Kind.FAILED,
					"The European Central Bank's history cannot be read: " + ex.getMessage());
		}
		if (rates.isEmpty()) {
			throw new ProviderException(ProviderException.Kind.FAILED, "The European Central Bank answers no history");
		}
		return rates;
	}

	private static Map<String, BigDecimal> rates(CSVRecord row, List<String> header) {
		Map<String, BigDecimal> rates = new HashMap<>();
		for (int column = 1; column < Math.min(header.size(), row.size()); column++) {
			String rate = row.get(column);
			if (!header.get(column).isEmpty() && !NONE.equals(rate)) {
				rates.put(header.get(column), EcbRates.positive(rate));
			}
		}
		return rates;
	}

	private static String unzip(byte[] zip) throws IOException {
		try (ZipInputStream file = new ZipInputStream(new ByteArrayInputStream(zip))) {
			if (file.getNextEntry() == null) {
				throw new IOException("it is no ZIP file");
			}
			byte[] csv = file.readNBytes(LARGEST + 1);
			if (csv.length > LARGEST) {
				throw new IOException("it has more than 16 MB");
			}
			return new String(csv, StandardCharsets.UTF_8);
		}
	}

}
