package io.portfolioplatform.app.performance;

import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.holding.Quote;

/**
 * What a user's activities say about the price of one instrument.
 *
 * @param quotes what was paid or got for a unit, as far as no recent closing price was
 * known
 * @param splits its splits
 */
record OwnTrades(TimeSeries<Quote> quotes, Splits splits) {

}
