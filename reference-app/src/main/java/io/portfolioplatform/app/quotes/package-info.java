/**
 * Prices from Alpha Vantage and rates from the European Central Bank, fetched by jobs and
 * never while somebody waits.
 */
@NullMarked
package io.portfolioplatform.app.quotes;

import org.jspecify.annotations.NullMarked;
