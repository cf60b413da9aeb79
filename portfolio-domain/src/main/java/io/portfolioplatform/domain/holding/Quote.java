package io.portfolioplatform.domain.holding;

import java.time.LocalDate;

import io.portfolioplatform.domain.money.Money;

/**
 * Price of one unit as it was quoted: not adjusted for splits that came later.
 *
 * @param price the price
 * @param asOf the trading day
 */
public record Quote(Money price, LocalDate asOf) {

}
