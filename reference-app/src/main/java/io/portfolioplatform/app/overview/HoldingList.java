package io.portfolioplatform.app.overview;

import java.time.LocalDate;
import java.util.List;

/**
 * Answer of {@code GET /api/dashboard/holdings}.
 *
 * @param baseCurrency ISO 4217 code of every value and gain
 * @param asOf day the figures are of
 * @param holdings everything that is held, most valuable first, then what has no value
 */
public record HoldingList(String baseCurrency, LocalDate asOf, List<Holding> holdings) {

}
