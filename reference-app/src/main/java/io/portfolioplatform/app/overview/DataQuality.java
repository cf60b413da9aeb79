package io.portfolioplatform.app.overview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.app.marketdata.PriceAge;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is missing or doubtful in the figures.
 */
class DataQuality {

	private final OverviewData data;

	DataQuality(OverviewData data) {
		this.data = data;
	}

	boolean isStale() {
		return this.data.assets().stream().anyMatch((asset) -> staleSince(asset) != null);
	}

	/**
	 * What the owner values by hand has no rhythm, and is never called stale.
	 * @param asset an asset
	 * @return the day of its price if that is stale
	 */
	@Nullable LocalDate staleSince(Asset asset) {
		LocalDate date = asset.manual() ? null : asset.priceDate();
		return (date != null && PriceAge.isStale(date, this.data.day())) ? date : null;
	}

	List<Reason> warnings() {
		List<Reason> warnings = new ArrayList<>();
		this.data.assets(Asset.Kind.HOLDING).forEach((holding) -> holding(holding, warnings));
		this.data.assets(Asset.Kind.CASH)
			.stream()
			.filter((cash) -> cash.quantity().signum() < 0)
			.forEach((cash) -> warnings.add(Reasons.negativeCash(cash)));
		Totals totals = this.data.totals();
		if (!totals.untracked().isEmpty()) {
			warnings.add(Reasons.untracked(totals.untracked()));
		}
		if (!totals.currenciesWithoutRate().isEmpty()) {
			warnings.add(Reasons.noRate(totals.currenciesWithoutRate()));
		}
		if (totals.future() > 0) {
			warnings.add(Reasons.future(totals.future(), this.data.day()));
		}
		return List.copyOf(warnings);
	}

	private void holding(Asset holding, List<Reason> warnings) {
		if (holding.value() == null) {
			warnings.add(Reasons.leftOut(holding, unvalued(holding)));
		}
		LocalDate stale = staleSince(holding);
		if (stale != null) {
			warnings.add(Reasons.stale(holding, stale));
		}
		if (holding.quantity().signum() < 0) {
			warnings.add(Reasons.sold(holding));
		}
	}

	/**
	 * Returns why a holding has no value.
	 * @param holding a holding without a value
	 * @return the reason
	 */
	Reason unvalued(Asset holding) {
		String currency = holding.currency();
		return (holding.price() == null || currency == null) ? Reasons.noPrice(holding, this.data.day())
				: Reasons.noRate(List.of(currency));
	}

}
