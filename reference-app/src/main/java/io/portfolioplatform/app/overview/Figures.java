package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The sums of the overview, exact and in the base currency.
 */
class Figures {

	private final OverviewData data;

	private final Totals totals;

	private final Reason noRate;

	private final @Nullable Reason nothing;

	Figures(OverviewData data) {
		this.data = data;
		this.totals = data.totals();
		this.noRate = Reasons.noRate(this.totals.currenciesWithoutRate());
		this.nothing = data.isEmpty() ? Reasons.NO_ACTIVITIES : null;
	}

	Known netWorth() {
		Known assets = isCashKnown() ? new Known(sum(this.data.assets()), null) : Known.not(this.noRate);
		return assets.minus(liabilities()).unless(nothingValued());
	}

	Known invested() {
		return known(this.totals.invested()).unless(nothingValued());
	}

	Known gain() {
		return netWorth().minus(invested());
	}

	Known cash() {
		List<Asset> cash = this.data.assets(Asset.Kind.CASH);
		Known known = cash.isEmpty() ? Known.not(Reasons.CASH_NOT_TRACKED) : new Known(sum(cash), null);
		return known.unless(isCashKnown() ? null : this.noRate).unless(this.nothing);
	}

	Known liabilities() {
		return known(this.totals.liabilities());
	}

	Known dividends() {
		return known(this.totals.dividends());
	}

	Known fees() {
		return known(this.totals.fees());
	}

	Percentage gainPercent() {
		BigDecimal gain = gain().amount();
		BigDecimal invested = invested().amount();
		if (gain == null || invested == null) {
			return Percentage.absent(Objects.requireNonNull(gain().reason()));
		}
		return (invested.signum() > 0) ? Percentage.of(gain, invested) : Percentage.absent(Reasons.NO_CAPITAL);
	}

	private Known known(@Nullable BigDecimal amount) {
		return Known.of(amount, this.noRate).unless(this.nothing);
	}

	private boolean isCashKnown() {
		return this.totals.cashKnown()
				&& this.data.assets(Asset.Kind.CASH).stream().allMatch((cash) -> cash.value() != null);
	}

	private @Nullable Reason nothingValued() {
		boolean valued = this.data.assets().isEmpty()
				|| this.data.assets().stream().anyMatch((asset) -> asset.value() != null);
		return valued ? this.nothing : Reasons.NOTHING_PRICED;
	}

	private static BigDecimal sum(List<Asset> assets) {
		return assets.stream().map(Asset::value).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

}
