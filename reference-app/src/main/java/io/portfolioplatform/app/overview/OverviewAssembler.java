package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes the answers of what the database says.
 */
class OverviewAssembler {

	private static final int TOP = 10;

	private final OverviewData data;

	private final String base;

	private final DataQuality quality;

	OverviewAssembler(OverviewData data) {
		this.data = data;
		this.base = data.totals().base();
		this.quality = new DataQuality(data);
	}

	Dashboard assemble() {
		AssetWeights weights = new AssetWeights(this.data.assets(), this.base);
		List<Holding> holdings = holdings(weights.weights());
		return new Dashboard(overview(weights.allocation(), holdings),
				new HoldingList(this.base, this.data.day(), holdings),
				new AccountList(this.base, this.data.day(), accounts()));
	}

	private Overview overview(Allocation allocation, List<Holding> holdings) {
		Figures figures = new Figures(this.data);
		Figure netWorth = figures.netWorth().in(this.base);
		Figure invested = figures.invested().in(this.base);
		return new Overview(this.base, this.data.day(), this.quality.isStale(), netWorth, figures.cash().in(this.base),
				figures.liabilities().in(this.base), invested, netWorth.minus(invested), figures.gainPercent(),
				figures.dividends().in(this.base), figures.fees().in(this.base), this.data.totals().firstActivity(),
				allocation, holdings.stream().limit(TOP).toList(), this.quality.warnings());
	}

	private List<Holding> holdings(Map<Asset, BigDecimal> weights) {
		return this.data.assets(Asset.Kind.HOLDING)
			.stream()
			.map((asset) -> holding(asset, weights.get(asset)))
			.toList();
	}

	private Holding holding(Asset asset, @Nullable BigDecimal weight) {
		Known value = (asset.value() != null) ? new Known(asset.value(), null)
				: Known.not(this.quality.unvalued(asset));
		Known paid = Known.of(asset.paid(), Reasons.noRate(this.data.totals().currenciesWithoutRate()));
		String name = (asset.name() != null) ? asset.name() : asset.symbol();
		return new Holding(asset.symbol(), name, asset.quantity(), price(asset), value.in(this.base),
				value.minus(paid).in(this.base), weight);
	}

	private Holding.@Nullable Price price(Asset asset) {
		BigDecimal price = asset.price();
		String currency = asset.currency();
		LocalDate date = asset.priceDate();
		return (price != null && currency != null && date != null)
				? new Holding.Price(price, currency, date, asset.fetchedAt(), this.quality.staleSince(asset) != null)
				: null;
	}

	private List<AccountList.AccountValue> accounts() {
		return this.data.places()
			.stream()
			.sorted(Comparator.comparing(Place::name))
			.map((place) -> new AccountList.AccountValue(place.id(), place.portfolio(), place.name(),
					known(place, place.cash(), Reasons.CASH_OF_ACCOUNT_NOT_TRACKED, !place.tracked())
						.in(place.currency()),
					known(place, place.value(), Reasons.NOTHING_PRICED, place.unpriced()).in(this.base)))
			.toList();
	}

	private Known known(Place place, @Nullable BigDecimal amount, Reason unless, boolean is) {
		Known known = is ? Known.not(unless)
				: Known.of(amount, Reasons.noRate(this.data.totals().currenciesWithoutRate()));
		return known.unless(place.recorded() ? null : Reasons.NO_ACTIVITIES);
	}

}
