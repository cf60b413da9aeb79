package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.app.overview.Reason;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Position;

/**
 * Finds what is doubtful about the values of a period before its last day.
 */
class PeriodWarnings {

	private final Valued portfolio;

	private final LocalDate start;

	/** Many instruments have their gaps at the same time. */
	private final Map<LocalDate, Set<Instrument>> held = new HashMap<>();

	PeriodWarnings(Valued portfolio, LocalDate start) {
		this.portfolio = portfolio;
		this.start = start;
	}

	Stream<Reason> list() {
		return this.portfolio.history()
			.traded()
			.sorted(Comparator.comparing(Instrument::symbol))
			.flatMap((instrument) -> Stream.concat(ownPrice(instrument).stream(), gap(instrument).stream()));
	}

	private Optional<Reason> ownPrice(Instrument instrument) {
		return this.portfolio.prices()
			.ownUntil(instrument, this.start)
			.map((day) -> new Reason("OWN_PRICE", "No closing price of " + instrument.symbol() + " is known before "
					+ day + ": until then it counts at what you last paid or got for it."));
	}

	private Optional<Reason> gap(Instrument instrument) {
		return this.portfolio.prices()
			.longestGap(instrument, this.start, this.portfolio.end())
			.filter((gap) -> isHeld(instrument, gap))
			.map((gap) -> new Reason("STALE_PRICE",
					"No closing price of " + instrument.symbol() + " is known between " + gap.last() + " and "
							+ gap.next() + ": meanwhile it counts at the earlier one, or at what you last paid or got"
							+ " for it since."));
	}

	private boolean isHeld(Instrument instrument, PriceSeries.Gap gap) {
		LocalDate first = gap.firstStaleDay().isBefore(this.start) ? this.start : gap.firstStaleDay();
		return held(first).contains(instrument) || held(gap.next().minusDays(1)).contains(instrument);
	}

	private Set<Instrument> held(LocalDate day) {
		return this.held.computeIfAbsent(day,
				(key) -> this.portfolio.ledger()
					.at(key, this.portfolio.accounting())
					.held()
					.stream()
					.map(Position::instrument)
					.collect(Collectors.toSet()));
	}

}
