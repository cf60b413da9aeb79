package io.portfolioplatform.app.portfolio;

import org.jspecify.annotations.Nullable;

/**
 * What a user can settle on.
 *
 * @param baseCurrency ISO 4217 code of the currency that figures are shown in
 */
record Settings(@Nullable String baseCurrency) {

}
