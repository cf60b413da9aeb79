package io.portfolioplatform.domain.activity;

import java.util.Currency;

/**
 * Place where cash and instruments are kept.
 *
 * @param id identifier
 * @param currency currency of its cash
 */
public record Account(String id, Currency currency) {

}
