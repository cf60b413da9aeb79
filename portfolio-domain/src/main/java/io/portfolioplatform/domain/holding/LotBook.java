package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * Lots of every instrument in every account.
 */
class LotBook {

	private final CostMethod method;

	private final Map<Instrument, Map<Account, Lots>> lots = new LinkedHashMap<>();

	/** Kept from day to day: nothing is traded on most of them. */
	private @Nullable List<Position> positions;

	LotBook(CostMethod method) {
		this.method = method;
	}

	Answer<BigDecimal> trade(Account account, Instrument instrument, Lot trade) {
		return lots(account, instrument).trade(trade);
	}

	void split(Activity activity, Instrument instrument) {
		lots(activity.account(), instrument).split(activity.quantity());
	}

	/**
	 * Moves units with their cost and their day. Units that are not there are sold short
	 * at the stated price, and arrive at it.
	 * @param activity a TRANSFER
	 * @param target where the units go
	 * @param instrument the instrument
	 * @param value what the units are worth at the stated price, in the base currency
	 * @return what units realise that arrive where some were sold short
	 */
	Answer<BigDecimal> transfer(Activity activity, Account target, Instrument instrument, Answer<BigDecimal> value) {
		Lots from = lots(activity.account(), instrument);
		Lots to = lots(target, instrument);
		Lot missing = new Lot(activity.date(), activity.quantity(), value);
		Answer<BigDecimal> realised = Answer.of(BigDecimal.ZERO);
		for (Lot lot : from.take(activity.quantity())) {
			missing = missing.without(missing.part(lot.quantity()));
			realised = realised.with(to.trade(lot), BigDecimal::add);
		}
		if (!missing.isEmpty()) {
			from.trade(
					new Lot(missing.acquired(), missing.quantity().negate(), missing.cost().map(BigDecimal::negate)));
			realised = realised.with(to.trade(missing), BigDecimal::add);
		}
		return realised;
	}

	boolean isShort(Account account, Instrument instrument) {
		Lots lots = this.lots.getOrDefault(instrument, Map.of()).get(account);
		return lots != null && lots.isShort();
	}

	/**
	 * Returns lots that are about to change.
	 */
	private Lots lots(Account account, Instrument instrument) {
		this.positions = null;
		return this.lots.computeIfAbsent(instrument, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(account, (key) -> new Lots(this.method));
	}

	List<Position> positions() {
		if (this.positions == null) {
			this.positions = list();
		}
		return this.positions;
	}

	private List<Position> list() {
		return this.lots.entrySet()
			.stream()
			.map((entry) -> Position.of(entry.getKey(),
					entry.getValue().values().stream().flatMap((lots) -> lots.list().stream()).toList()))
			.filter((position) -> !position.lots().isEmpty())
			.toList();
	}

}
