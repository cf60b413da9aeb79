package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a portfolio was worth at the end of a day, and what crossed its border on that
 * day.
 *
 * @param date the day
 * @param value value at the end of the day
 * @param inflow money that came in, taken to come at the start of the day
 * @param outflow money that went out, a positive amount, taken to go at the end of the
 * day
 */
public record DailyValue(LocalDate date, BigDecimal value, BigDecimal inflow, BigDecimal outflow) {

}
