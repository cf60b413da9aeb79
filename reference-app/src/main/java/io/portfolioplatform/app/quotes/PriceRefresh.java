package io.portfolioplatform.app.quotes;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Spends the calls there are on the most valuable symbols whose prices are old, each user
 * getting the same share of them.
 */
@Component
class PriceRefresh {

	private static final Logger log = LoggerFactory.getLogger(PriceRefresh.class);

	/** At a time, so that what is asked about next is chosen by what is known by then. */
	private static final int MOST = 500;

	private static final Duration PAUSE = Duration.ofMinutes(5);

	/** Several times the second that a free account has to leave between calls. */
	private static final Duration SHORT_PAUSE = Duration.ofSeconds(10);

	private static final Duration NEXT_DAY = Duration.ofHours(12);

	private static final ZoneId EXCHANGE = ZoneId.of("America/New_York");

	private static final int CLOSING_HOUR = 16;

	private final AlphaVantage provider;

	private final AlphaVantageProperties properties;

	private final FetchedPrices prices;

	private final Clock clock;

	PriceRefresh(AlphaVantage provider, AlphaVantageProperties properties, FetchedPrices prices, Clock clock) {
		this.provider = provider;
		this.properties = properties;
		this.prices = prices;
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
		List<StaleSymbol> stale = this.prices.stale(lastClose(), MOST);
		Optional<Duration> more = (stale.size() < MOST) ? Optional.empty() : Optional.of(Duration.ZERO);
		return stale.stream().map(this::refresh).flatMap(Optional::stream).findFirst().or(() -> more);
	}

	/**
	 * Refreshes one symbol.
	 * @return how long to wait before the next one, or nothing
	 */
	private Optional<Duration> refresh(StaleSymbol symbol) {
		try {
			ask(symbol);
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
			case BURST -> Optional.of(SHORT_PAUSE);
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

	private void ask(StaleSymbol symbol) {
		String currency = symbol.quotedIn();
		if (currency == null) {
			this.prices.checked(symbol, "UNKNOWN_CURRENCY");
			return;
		}
		this.prices.store(symbol, currency, this.provider.daily(symbol.symbol()));
		log.info("The prices of {} are fresh", symbol.symbol());
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
