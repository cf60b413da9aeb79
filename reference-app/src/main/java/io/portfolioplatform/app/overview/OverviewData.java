package io.portfolioplatform.app.overview;

import java.time.LocalDate;
import java.util.List;

/**
 * What the database says about one user and one day.
 *
 * @param day the day
 * @param totals the totals
 * @param assets the assets, most valuable first, those without a value last
 * @param places the accounts
 */
record OverviewData(LocalDate day, Totals totals, List<Asset> assets, List<Place> places) {

	boolean isEmpty() {
		return this.assets.isEmpty() && this.totals.firstActivity() == null;
	}

	List<Asset> assets(Asset.Kind kind) {
		return this.assets.stream().filter((asset) -> asset.kind() == kind).toList();
	}

}
