package io.portfolioplatform.app.imports;

import org.jspecify.annotations.Nullable;

/**
 * What a file says about an instrument that the user keeps by hand.
 *
 * @param symbol the file's identifier
 * @param name the name a person knows it by
 * @param assetClass its asset class, or {@code null} if the file does not say
 * @param prices number of own prices the file holds, which are not imported
 */
record ParsedInstrument(String symbol, String name, @Nullable String assetClass, int prices) {

}
