package io.portfolioplatform.app.quotes;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.portfolioplatform.app.marketdata.MarketDataChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Spends the calls there are on the most valuable symbols whose prices are old.
 */
@Component
class PriceRefresh {

	private static final Logger log = LoggerFactory.getLogger(PriceRefresh.class);

	private static final int MOST = 500;

	private static final Duration PAUSE = Duration.ofMinutes(5);

	private static final Duration NEXT_DAY = Duration.ofHours(12);

	private static final ZoneId EXCHANGE = ZoneId.of("America/New_York");

	private static final int CLOSING_HOUR = 16;

	private final AlphaVantage provider;

	private final AlphaVantageProperties properties;

	private final FetchedPrices prices;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PriceRefresh(AlphaVantage provider, AlphaVantageProperties properties, FetchedPrices prices,
			ApplicationEventPublisher events, Clock clock) {
		this.provider = provider;
		this.properties = properties;
		this.prices = prices;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Refreshes symbols until all are fresh or the calls are used up.
	 * @return how long to wait before going on, or nothing if everything is done
	 */
	Optional<Duration> run() {
		if (!this.properties.isConfigured()) {
			return Optional.empty();
		}
		AtomicInteger fresh = new AtomicInteger();
		try {
			return this.prices.stale(lastClose(), MOST)
				.stream()
				.map((symbol) -> refresh(symbol, fresh))
				.flatMap(Optional::stream)
				.findFirst();
		}
		finally {
			// Also after a failure: what is stored is not found stale again.
			if (fresh.get() > 0) {
				log.info("Prices of {} symbols are fresh", fresh);
				this.prices.outdateMetrics();
				this.events.publishEvent(new MarketDataChanged());
			}
		}
	}

	/**
	 * Refreshes one symbol.
	 * @return how long to wait before the next one, or nothing
	 */
	private Optional<Duration> refresh(StaleSymbol symbol, AtomicInteger fresh) {
		try {
			if (refresh(symbol)) {
				fresh.incrementAndGet();
			}
			return Optional.empty();
		}
		catch (NoCallsLeftException ex) {
			return Optional.of(ex.untilNext().plusSeconds(1));
		}
		catch (CallNotPermittedException ex) {
			return Optional.of(PAUSE);
		}
		catch (ProviderException ex) {
			log.warn("No price of {}: {}", symbol.symbol(), ex.getMessage());
			return pauseAfter(ex, symbol);
		}
	}

	/**
	 * Where the symbol is to blame, it is marked and the others get their turn.
	 */
	private Optional<Duration> pauseAfter(ProviderException failure, StaleSymbol symbol) {
		return switch (failure.kind()) {
			case QUOTA, REFUSED -> Optional.of(NEXT_DAY);
			case FAILED -> Optional.of(PAUSE);
			case UNKNOWN_SYMBOL -> {
				this.prices.checked(symbol, failure.kind().name());
				yield Optional.empty();
			}
			case UNREADABLE -> {
				this.prices.checked(symbol, null);
				yield Optional.empty();
			}
		};
	}

	private boolean refresh(StaleSymbol symbol) {
		String currency = symbol.quotedIn();
		if (currency == null) {
			this.prices.checked(symbol, "UNKNOWN_CURRENCY");
			return false;
		}
		this.prices.store(symbol, currency, this.provider.daily(symbol.symbol()));
		return true;
	}

	/**
	 * Finds the last day of which there should be a price. On a holiday that asks once
	 * for each symbol in vain.
	 */
	private LocalDate lastClose() {
		LocalDate day = LocalDateTime.now(this.clock.withZone(EXCHANGE)).minusHours(CLOSING_HOUR).toLocalDate();
		while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
			day = day.minusDays(1);
		}
		return day;
	}

}
