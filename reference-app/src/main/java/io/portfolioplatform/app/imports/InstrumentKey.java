package io.portfolioplatform.app.imports;

import java.util.Comparator;

/**
 * How a file names an instrument.
 *
 * @param symbol the symbol, or any text for an instrument kept by hand
 * @param manual whether the user keeps it by hand; otherwise it is traded on a market
 */
record InstrumentKey(String symbol, boolean manual) implements Comparable<InstrumentKey> {

	private static final Comparator<InstrumentKey> ORDER = Comparator.comparing(InstrumentKey::manual)
		.thenComparing(InstrumentKey::symbol);

	@Override
	public int compareTo(InstrumentKey other) {
		return ORDER.compare(this, other);
	}

}
