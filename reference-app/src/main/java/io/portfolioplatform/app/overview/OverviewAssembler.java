package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.time.LocalDate;
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
				new HoldingList(this.base, this.data.day(), holdings));
	}

	private Overview overview(Allocation allocation, List<Holding> holdings) {
		Figures figures = new Figures(this.data);
		return new Overview(this.base, this.data.day(), this.quality.isStale(), figures.netWorth().in(this.base),
				figures.cash().in(this.base), figures.liabilities().in(this.base), figures.invested().in(this.base),
				figures.gain().in(this.base), figures.gainPercent(), figures.dividends().in(this.base),
				figures.fees().in(this.base), this.data.totals().firstActivity(), allocation,
				holdings.stream().limit(TOP).toList(), this.quality.warnings());
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

	private static Holding.@Nullable Price price(Asset asset) {
		BigDecimal price = asset.price();
		String currency = asset.currency();
		LocalDate date = asset.priceDate();
		return (price != null && currency != null && date != null) ? new Holding.Price(price, currency, date) : null;
	}

}
