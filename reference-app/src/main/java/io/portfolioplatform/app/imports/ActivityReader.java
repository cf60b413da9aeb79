package io.portfolioplatform.app.imports;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.portfolioplatform.app.marketdata.MarketSymbol;
import io.portfolioplatform.domain.activity.ActivityType;
import org.jspecify.annotations.Nullable;

/**
 * Makes an activity of a row, whichever format it comes from.
 */
class ActivityReader {

	private static final Set<ActivityType> MONEY_ONLY = EnumSet.of(ActivityType.FEE, ActivityType.INTEREST,
			ActivityType.DEPOSIT, ActivityType.WITHDRAWAL, ActivityType.TRANSFER);

	private static final Set<ActivityType> MANUAL_UNLESS_SAID = EnumSet.of(ActivityType.FEE, ActivityType.INTEREST,
			ActivityType.LIABILITY, ActivityType.ITEM);

	private static final BigDecimal SMALLEST_SPLIT = new BigDecimal("0.0001");

	private static final BigDecimal LARGEST_SPLIT = new BigDecimal("10000");

	private static final Pattern MARKET_SYMBOL = Pattern.compile("[A-Za-z0-9^][A-Za-z0-9^.=:_/& +-]{0,39}");

	private static final Pattern MANUAL_SYMBOL = Pattern.compile("[^<>\\p{Cntrl}]{1,100}");

	private final Function<Cell, @Nullable String> accounts;

	ActivityReader() {
		this(Cell::accountOrNull);
	}

	/**
	 * Creates a reader.
	 * @param accounts reads what stands for an account
	 */
	ActivityReader(Function<Cell, @Nullable String> accounts) {
		this.accounts = accounts;
	}

	ParsedActivity read(Row row) {
		ActivityType type = row.cell(Field.TYPE).oneOf(ActivityType.class);
		return new ParsedActivity(row.line(), this.accounts.apply(row.cell(Field.ACCOUNT)), target(row, type),
				instrument(row, type), type, Days.read(row.cell(Field.DATE)), quantity(row, type),
				amount(row.cell(Field.UNIT_PRICE), type), fee(row, type), Currencies.read(row.cell(Field.CURRENCY)),
				row.cell(Field.COMMENT).textOrNull());
	}

	private @Nullable Cell target(Row row, ActivityType type) {
		Cell cell = row.cell(Field.TARGET);
		if (type != ActivityType.TRANSFER) {
			if (!cell.isBlank()) {
				throw cell.refused("stands only with a TRANSFER");
			}
			return null;
		}
		if (this.accounts.apply(cell) == null) {
			throw cell.refused("is not the name of another account, which a TRANSFER needs");
		}
		return cell;
	}

	private @Nullable InstrumentKey instrument(Row row, ActivityType type) {
		Cell symbol = row.cell(Field.SYMBOL);
		if (symbol.isBlank() && MONEY_ONLY.contains(type)) {
			return null;
		}
		boolean manual = isManual(row.cell(Field.DATA_SOURCE), type);
		if (!(manual ? MANUAL_SYMBOL : MARKET_SYMBOL).matcher(symbol.text()).matches()) {
			throw symbol.refused("is not a symbol such as MSFT");
		}
		if (manual && type == ActivityType.SPLIT) {
			throw symbol.refused("is kept by hand: enter what a unit is worth now instead of a SPLIT");
		}
		return new InstrumentKey(manual ? symbol.text() : MarketSymbol.of(symbol.text()), manual);
	}

	private boolean isManual(Cell dataSource, ActivityType type) {
		return dataSource.isBlank() ? MANUAL_UNLESS_SAID.contains(type) : dataSource.text().equalsIgnoreCase("MANUAL");
	}

	private BigDecimal quantity(Row row, ActivityType type) {
		Cell cell = row.cell(Field.QUANTITY);
		BigDecimal quantity = (row.signed() && type == ActivityType.SELL) ? Decimals.read(cell).abs()
				: amount(cell, type);
		if (type == ActivityType.SPLIT
				&& (quantity.compareTo(SMALLEST_SPLIT) < 0 || quantity.compareTo(LARGEST_SPLIT) > 0)) {
			throw cell.refused("is not the number of new units for an old one, such as 2: from " + SMALLEST_SPLIT
					+ " to " + LARGEST_SPLIT);
		}
		return quantity;
	}

	private BigDecimal amount(Cell cell, ActivityType type) {
		boolean optional = type == ActivityType.FEE || type == ActivityType.SPLIT;
		return (cell.isBlank() && optional) ? BigDecimal.ZERO : Decimals.readUnsigned(cell);
	}

	private BigDecimal fee(Row row, ActivityType type) {
		Cell cell = row.cell(Field.FEE);
		if (cell.isBlank()) {
			return BigDecimal.ZERO;
		}
		boolean charged = row.signed() && Field.canonical(cell.column()).endsWith("commission");
		BigDecimal fee = charged ? Decimals.read(cell).abs() : Decimals.readUnsigned(cell);
		if (type == ActivityType.SPLIT && fee.signum() != 0) {
			throw cell.refused("does not stand with a SPLIT: enter a FEE of its own");
		}
		return fee;
	}

}
