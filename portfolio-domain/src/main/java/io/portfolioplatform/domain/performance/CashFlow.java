package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Payment between an investor and an investment.
 *
 * @param date the day
 * @param amount negative if the investor pays, positive if the investor receives
 */
public record CashFlow(LocalDate date, BigDecimal amount) {

}
