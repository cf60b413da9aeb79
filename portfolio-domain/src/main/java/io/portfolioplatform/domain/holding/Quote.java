package io.portfolioplatform.domain.holding;

import java.time.LocalDate;

import io.portfolioplatform.domain.money.Money;

/**
 * Price of one unit: not adjusted for splits after the day it is asked for.
 *
 * @param price the price
 * @param asOf the trading day
 */
public record Quote(Money price, LocalDate asOf) {

}
