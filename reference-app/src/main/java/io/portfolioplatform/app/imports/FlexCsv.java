package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Trades of an Interactive Brokers Activity Flex Query in CSV with column headers. The
 * columns and their meaning are those of the
 * <a href="https://www.ibkrguides.com/reportingreference/reportguide/tradesfq.htm">
 * reporting reference</a>: quantities of sales and commissions are negative, and a trade
 * may be summed up by lines of another level of detail, which are left out. A commission
 * that is positive was paid to the customer; a fee cannot be, so it is interest beside
 * the trade. Only units that are worth their price can be imported: stocks and funds.
 */
@Component
@Order(0)
class FlexCsv extends GhostfolioCsv {

	private static final Set<String> MARKS = Set.of("buy/sell", "tradeprice", "ibcommission");

	private static final Set<String> ASSET_CLASSES = Set.of("", "STK", "FUND");

	@Override
	public boolean recognizes(String text) {
		String header = CsvHeader.line(text);
		return Stream.of(header.split(String.valueOf(CsvHeader.separator(header)), -1))
			.map((name) -> Field.canonical(name.replace("\"", "")))
			.collect(Collectors.toSet())
			.containsAll(MARKS);
	}

	@Override
	String format() {
		return "Interactive Brokers Flex CSV";
	}

	@Override
	boolean holdsAnActivity(CSVRecord line, CsvHeader header) {
		String level = header.text(line, "LevelOfDetail");
		return super.holdsAnActivity(line, header) && (level.isEmpty() || level.equals("EXECUTION"));
	}

	@Override
	void check(long number, CSVRecord line, CsvHeader header) {
		String assetClass = header.text(line, "AssetClass");
		if (!ASSET_CLASSES.contains(assetClass)) {
			throw new Cell(number, "AssetClass", assetClass).refused("cannot be imported; only STK and FUND can");
		}
		String currency = header.text(line, "CurrencyPrimary");
		String charged = header.text(line, "IBCommissionCurrency");
		if (!charged.isEmpty() && !charged.equals(currency)) {
			throw new Cell(number, "IBCommissionCurrency", charged).refused("is not the currency of the trade");
		}
	}

	@Override
	List<ParsedActivity> activities(ParsedActivity trade, Row row) {
		Cell commission = row.cell(Field.FEE);
		boolean rebate = commission.column().equalsIgnoreCase("IBCommission") && !commission.isBlank()
				&& Decimals.read(commission).signum() > 0;
		return rebate ? List.of(trade.withoutFee(), trade.rebate()) : List.of(trade);
	}

}
