package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.portfolioplatform.app.marketdata.PriceAge;
import io.portfolioplatform.app.overview.Reason;
import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.holding.Valuation;
import io.portfolioplatform.domain.money.Money;
import io.portfolioplatform.domain.performance.Benchmark;
import io.portfolioplatform.domain.performance.DailyValue;
import io.portfolioplatform.domain.performance.Drawdown;
import io.portfolioplatform.domain.performance.GrowthIndex;
import io.portfolioplatform.domain.performance.Performance;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the report of a period.
 */
class PerformanceAssembler {

	private static final int MOST_POINTS = 400;

	private final Valued portfolio;

	private final LocalDate start;

	private final Stated stated;

	private final Valuation valuation;

	private final Answer<Performance> performance;

	private final Answer<GrowthIndex> growth;

	PerformanceAssembler(Valued portfolio, LocalDate start) {
		this.portfolio = portfolio;
		this.start = start;
		this.stated = new Stated(portfolio.history().base());
		this.valuation = portfolio.valuation();
		this.performance = Performance.of(portfolio.ledger(), portfolio.accounting(), portfolio.valuer(), start,
				portfolio.end());
		this.growth = this.performance.flatMap(Performance::timeWeighted);
	}

	PerformanceReport assemble(PerformanceRange range, @Nullable Instrument compared) {
		Answer<GrowthIndex> benchmark = (compared != null) ? index(compared) : null;
		return new PerformanceReport(range.code(), this.start, this.portfolio.end(),
				this.portfolio.history().base().getCurrencyCode(), this.stated.money(this.valuation.netWorth()),
				this.stated.difference(this.performance.map(Performance::value),
						this.performance.map(Performance::capital)),
				Stated.percentage(this.growth.map(GrowthIndex::total)),
				Stated.percentage(this.growth.flatMap(GrowthIndex::annualized)),
				Stated.percentage(this.performance.flatMap(Performance::moneyWeighted)),
				Stated.percentage(this.growth.flatMap(GrowthIndex::volatility)),
				Stated.percentage(this.growth.map(GrowthIndex::maximumDrawdown).map(Drawdown::depth)),
				(compared != null && benchmark != null) ? benchmark(compared, benchmark) : null, series(benchmark),
				warnings());
	}

	/**
	 * An old price at one of the ends would tell of another period.
	 */
	private Answer<GrowthIndex> index(Instrument compared) {
		Benchmark benchmark = new Benchmark(compared, this.portfolio.prices(), this.portfolio.accounting());
		return fresh(compared, this.start).flatMap((first) -> fresh(compared, this.portfolio.end()))
			.flatMap((last) -> benchmark.over(this.start, this.portfolio.end()));
	}

	private Answer<Quote> fresh(Instrument compared, LocalDate day) {
		return this.portfolio.prices()
			.price(compared, day)
			.flatMap(
					(quote) -> PriceAge.isStale(quote.asOf(), day)
							? Answer
								.absent(Absence.Code.STALE_PRICE,
										"The latest price of " + compared.symbol() + " on " + day + " is of "
												+ quote.asOf() + ", which is too old to compare with.")
							: Answer.of(quote));
	}

	private PerformanceReport.BenchmarkReport benchmark(Instrument compared, Answer<GrowthIndex> benchmark) {
		Answer<BigDecimal> growth = benchmark.map(GrowthIndex::total);
		return new PerformanceReport.BenchmarkReport(compared.symbol(), Stated.percentage(growth),
				Stated.percentage(this.growth.map(GrowthIndex::total).with(growth, BigDecimal::subtract)));
	}

	private List<PerformanceReport.Point> series(@Nullable Answer<GrowthIndex> benchmark) {
		List<DailyValue> days = this.performance.map(Performance::days).value().orElse(List.of());
		int step = (days.size() + MOST_POINTS - 1) / MOST_POINTS;
		List<PerformanceReport.Point> series = new ArrayList<>();
		for (int at = days.size() - 1; at >= 0; at -= step) {
			DailyValue day = days.get(at);
			series.add(0,
					new PerformanceReport.Point(day.date(),
							new Money(day.value(), this.portfolio.history().base()).rounded().amount(),
							growth(this.growth, at), (benchmark != null) ? growth(benchmark, at) : null));
		}
		return series;
	}

	private static @Nullable BigDecimal growth(Answer<GrowthIndex> index, int at) {
		return Stated.percentage(index.map((growth) -> growth.points().get(at).value().subtract(BigDecimal.ONE)))
			.value();
	}

	private List<Reason> warnings() {
		return Stream
			.concat(this.portfolio.warnings(this.valuation).stream(),
					new PeriodWarnings(this.portfolio, this.start).list())
			.toList();
	}

}
