package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Closing price of a day.
 *
 * @param day the trading day
 * @param price the price
 */
record Close(LocalDate day, BigDecimal price) {
}
