package io.portfolioplatform.app.marketdata;

/**
 * Published after prices or rates were stored.
 */
public record MarketDataChanged() {
}
