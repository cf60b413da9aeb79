package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FetchedPrices}: whose symbols get the calls whatever somebody enters,
 * and that stored prices are announced where they are stored. No job runs meanwhile.
 */
@IntegrationTest
class FetchedPricesTests {

	private static final String HEADER = "date,type,symbol,quantity,unitPrice,currency\n";

	private static final LocalDate DAY = LocalDate.of(2007, 12, 28);

	private static final int EVERYTHING = 1_000_000;

	@Autowired
	private FetchedPrices prices;

	@Autowired
	private ImportService imports;

	@Autowired
	private OverviewService overviews;

	@Autowired
	private OwnerJdbc owner;

	@Autowired
	private Scheduler jobs;

	private final UserId user = Users.fresh();

	private final String prefix = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + "-";

	@BeforeEach
	void pauseJobs() {
		this.jobs.pause();
	}

	@AfterEach
	void resumeJobs() {
		this.jobs.resume();
	}

	@Test
	void sharesTheCallsWhateverSomebodyEnters() {
		imported(Users.fresh(),
				IntStream.range(0, 30)
					.mapToObj((row) -> buy("GREEDY" + (10 + row), "999999999999999"))
					.collect(Collectors.joining()));
		imported(this.user, buy("MUCH", "20") + buy("LITTLE", "10"));
		assertThat(stale()).hasSize(32).startsWith("GREEDY10", "MUCH", "GREEDY11", "LITTLE", "GREEDY12");
		this.owner.sql("update instrument set checked_at = now(), problem = 'UNKNOWN_SYMBOL' where symbol = any(?)")
			.param(IntStream.range(0, 3).mapToObj((row) -> this.prefix + "GREEDY" + (10 + row)).toArray(String[]::new))
			.update();
		assertThat(stale()).as("the calls of the night that were had").hasSize(29).startsWith("MUCH", "LITTLE");
	}

	/**
	 * As they could be entered once.
	 */
	@Test
	void noNumberOfSplitsStopsAnything() {
		imported(this.user, buy("HONEST", "10"));
		UserId other = Users.fresh();
		this.owner
			.sql("""
					with made as (
						insert into portfolio (user_id, name) values (:user, 'P') returning id
					), held as (
						insert into account (user_id, portfolio_id, name, currency)
						select :user, id, 'A', 'USD' from made returning id
					), named as (
						insert into instrument (symbol, name) values (:symbol, 'Split') returning id
					), bought as (
						insert into activity (user_id, account_id, instrument_id, type, date, quantity, unit_price, fee, currency)
						select :user, held.id, named.id, 'BUY', '2006-01-03', 999999999999999, 999999999999999, 0, 'USD'
						from held, named
					)
					insert into activity (user_id, account_id, instrument_id, type, date, quantity, unit_price, fee, currency)
					select :user, held.id, named.id, 'SPLIT', '2006-01-04', 999999999999999, 0, 0, 'USD'
					from held, named, generate_series(1, 9000)
					""")
			.params(Map.of("user", other.value(), "symbol", this.prefix + "SPLIT"))
			.update();
		assertThat(stale()).containsExactlyInAnyOrder("HONEST", "SPLIT");
		assertThat(this.overviews.overview(other.value()).netWorth()).isNotNull();
	}

	@Test
	void announcesInTheTransactionThatStores(@Autowired PlatformTransactionManager transactions) {
		imported(this.user, buy("NEWS", "10"));
		assertThat(netWorth()).as("no price is known").isNull();
		computed();
		StaleSymbol symbol = this.prices.stale(DAY, EVERYTHING)
			.stream()
			.filter((stale) -> stale.symbol().equals(this.prefix + "NEWS"))
			.findAny()
			.orElseThrow();
		new TransactionTemplate(transactions).executeWithoutResult((status) -> {
			this.prices.store(symbol, "USD", List.of(new Close(DAY, BigDecimal.TEN)));
			status.setRollbackOnly();
		});
		assertThat(isOutdated()).isFalse();
		this.prices.store(symbol, "USD", List.of(new Close(DAY, BigDecimal.TEN)));
		assertThat(isOutdated()).isTrue();
		assertThat(netWorth()).isPositive();
		computed();
		Map<LocalDate, Map<String, BigDecimal>> rates = Map.of(DAY, Map.of("XTS", new BigDecimal("1.5")));
		this.prices.storeRates(rates);
		assertThat(isOutdated()).isTrue();
		computed();
		this.prices.storeRates(rates);
		assertThat(isOutdated()).as("the same rates again").isFalse();
		this.prices.storeRates(Map.of(DAY, Map.of("XTS", new BigDecimal("1.6"))));
		assertThat(isOutdated()).isTrue();
	}

	private @Nullable BigDecimal netWorth() {
		return this.overviews.overview(this.user.value()).netWorth().amount();
	}

	private void computed() {
		this.owner.sql("update metrics_revision set computed = revision where user_id = ?")
			.param(this.user.value())
			.update();
	}

	private boolean isOutdated() {
		return this.owner.sql("select revision > computed from metrics_revision where user_id = ?")
			.param(this.user.value())
			.query(Boolean.class)
			.single();
	}

	private String buy(String symbol, String price) {
		return "2006-01-03,buy," + this.prefix + symbol + ",1," + price + ",USD\n";
	}

	private void imported(UserId owner, String rows) {
		this.imports.importFile(owner, new ImportFile("a.csv", (HEADER + rows).getBytes(StandardCharsets.UTF_8)), null);
	}

	private List<String> stale() {
		return this.prices.stale(DAY, EVERYTHING)
			.stream()
			.map(StaleSymbol::symbol)
			.filter((symbol) -> symbol.startsWith(this.prefix))
			.map((symbol) -> symbol.substring(this.prefix.length()))
			.toList();
	}

}
