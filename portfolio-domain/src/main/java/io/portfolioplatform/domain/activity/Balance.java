package io.portfolioplatform.domain.activity;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Cash an account held at the end of a day, as the owner or the bank stated it. A
 * difference to what the activities say is money that moved unseen.
 *
 * @param account the account
 * @param date the day
 * @param amount the amount, in the currency of the account
 */
public record Balance(Account account, LocalDate date, BigDecimal amount) {

}
