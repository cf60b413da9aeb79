package io.portfolioplatform.domain.activity;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be held: a share, a fund, a coin, a house.
 *
 * @param id identifier
 * @param symbol name to show to people
 * @param assetClass class for the allocation, or {@code null} if it is not known
 */
public record Instrument(String id, String symbol, @Nullable String assetClass) {

}
