package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.overview.AccountList;
import io.portfolioplatform.app.overview.Figure;
import io.portfolioplatform.app.overview.Holding;
import io.portfolioplatform.app.overview.Overview;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.domain.holding.CostMethod;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/**
 * The overview's sums in SQL and the domain's replay say the same about the same
 * portfolio.
 */
@IntegrationTest
class SqlAgreesWithDomainTests {

	@Autowired
	private ImportService imports;

	@Autowired
	private OverviewService overviews;

	@Autowired
	private HoldingsService holdings;

	@Autowired
	private LifetimePerformance lifetime;

	private final UserId user = Users.fresh();

	@BeforeAll
	static void pricesThatEnd(@Autowired OwnerJdbc jdbc) {
		jdbc.sql("""
				with made as (
					insert into instrument (symbol, name, currency) values ('LAPSED', 'Lapsed', 'USD') returning id
				)
				insert into price (instrument_id, date, close) select id, '2006-01-03', 5 from made
				""").update();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			// An account that tracks its cash, with trades in another currency
			"""
					{ "user": { "settings": { "currency": "CHF" } },
					  "accounts": [ { "id": "a", "name": "A", "currency": "EUR", "balances": [] } ],
					  "activities": [
					    { "accountId": "a", "type": "DEPOSIT", "currency": "EUR", "quantity": 1, "unitPrice": 9000,
					      "fee": 3, "date": "2006-01-03" },
					    { "accountId": "a", "type": "BUY", "symbol": "MSFT", "currency": "USD", "quantity": 100,
					      "unitPrice": 26.97, "fee": 10, "date": "2006-01-04" },
					    { "accountId": "a", "type": "DIVIDEND", "symbol": "MSFT", "currency": "USD", "quantity": 100,
					      "unitPrice": 0.09, "fee": 1, "date": "2006-03-09" },
					    { "accountId": "a", "type": "SELL", "symbol": "MSFT", "currency": "USD", "quantity": 40,
					      "unitPrice": 30, "fee": 10, "date": "2007-06-01" },
					    { "accountId": "a", "type": "WITHDRAWAL", "currency": "USD", "quantity": 1, "unitPrice": 500,
					      "fee": 0, "date": "2007-07-02" },
					    { "accountId": "a", "type": "INTEREST", "symbol": "Bank", "currency": "EUR", "quantity": 1,
					      "unitPrice": 20, "fee": 0, "date": "2007-10-01" } ] }
					""",
			// Accounts that do not, something kept by hand, a debt, a short position
			"""
					{ "activities": [
					    { "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 10, "unitPrice": 41.5,
					      "fee": 5, "date": "2006-02-01" },
					    { "type": "SELL", "symbol": "IBM", "currency": "USD", "quantity": 2, "unitPrice": 80,
					      "fee": 0, "date": "2006-02-02" },
					    { "type": "ITEM", "symbol": "Cabin", "dataSource": "MANUAL", "currency": "CHF", "quantity": 1,
					      "unitPrice": 30000, "fee": 7, "date": "2006-05-02" },
					    { "type": "LIABILITY", "symbol": "Loan", "currency": "USD", "quantity": 1,
					      "unitPrice": 4000, "fee": 0, "date": "2006-05-02" },
					    { "type": "DIVIDEND", "symbol": "KO", "currency": "USD", "quantity": 10, "unitPrice": 0.31,
					      "fee": 0, "date": "2007-03-15" } ] }
					""",
			// Balances that say more than the activities, and something without a price
			"""
					{ "accounts": [ { "id": "a", "name": "A", "currency": "USD", "balances": [
					    { "date": "2007-06-29", "value": 600 }, { "date": "2007-01-31", "value": 1000 } ] } ],
					  "activities": [
					    { "accountId": "a", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 10,
					      "unitPrice": 48, "fee": 0, "date": "2007-02-01" },
					    { "accountId": "a", "type": "BUY", "symbol": "WARP", "currency": "USD", "quantity": 3,
					      "unitPrice": 20, "fee": 2, "date": "2007-08-01" } ] }
					""",
			// Splits of what lies here and there, units and cash that move, with fees
			"""
					{ "user": { "settings": { "currency": "EUR" } },
					  "accounts": [ { "id": "a", "name": "A", "currency": "USD", "balances": [] },
					                { "id": "b", "name": "B", "currency": "EUR", "balances": [] } ],
					  "activities": [
					    { "accountId": "a", "type": "DEPOSIT", "currency": "USD", "quantity": 1, "unitPrice": 5000,
					      "fee": 0, "date": "2006-01-03" },
					    { "accountId": "a", "type": "BUY", "symbol": "MSFT", "currency": "USD", "quantity": 10,
					      "unitPrice": 26.97, "fee": 5, "date": "2006-01-04" },
					    { "accountId": "a", "type": "SPLIT", "symbol": "MSFT", "currency": "USD", "quantity": 2,
					      "date": "2006-02-01" },
					    { "accountId": "a", "targetAccountId": "b", "type": "TRANSFER", "symbol": "MSFT",
					      "currency": "USD", "quantity": 8, "unitPrice": 0, "fee": 1, "date": "2006-03-01" },
					    { "accountId": "a", "targetAccountId": "b", "type": "TRANSFER", "currency": "USD",
					      "quantity": 1, "unitPrice": 500, "fee": 2, "date": "2006-03-02" },
					    { "accountId": "b", "type": "SPLIT", "symbol": "MSFT", "currency": "USD", "quantity": 1.5,
					      "date": "2006-04-03" },
					    { "accountId": "a", "type": "BUY", "symbol": "MSFT", "currency": "USD", "quantity": 3,
					      "unitPrice": 27, "fee": 0, "date": "2006-05-03" } ] }
					""",
			// Cash that moves to a currency in which there is nothing else
			"""
					{ "user": { "settings": { "currency": "EUR" } },
					  "accounts": [ { "id": "a", "name": "A", "currency": "EUR", "balances": [] },
					                { "id": "b", "name": "B", "currency": "USD", "balances": [] } ],
					  "activities": [
					    { "accountId": "a", "type": "DEPOSIT", "currency": "EUR", "quantity": 1, "unitPrice": 5000,
					      "fee": 0, "date": "2006-01-03" },
					    { "accountId": "a", "targetAccountId": "b", "type": "TRANSFER", "currency": "EUR",
					      "quantity": 1, "unitPrice": 700, "fee": 2, "date": "2006-03-02" } ] }
					""",
			// An emptied account in a currency that is no more, confirmed by a balance
			"""
					{ "user": { "settings": { "currency": "EUR" } },
					  "accounts": [ { "id": "a", "name": "A", "currency": "EUR", "balances": [] },
					                { "id": "b", "name": "B", "currency": "SIT", "balances": [
					                    { "date": "2007-12-31", "value": 0 } ] } ],
					  "activities": [
					    { "accountId": "a", "type": "DEPOSIT", "currency": "EUR", "quantity": 1, "unitPrice": 5000,
					      "fee": 0, "date": "2006-01-03" },
					    { "accountId": "b", "type": "DEPOSIT", "currency": "SIT", "quantity": 1, "unitPrice": 239500,
					      "fee": 0, "date": "2006-01-03" },
					    { "accountId": "b", "type": "WITHDRAWAL", "currency": "SIT", "quantity": 1,
					      "unitPrice": 239500, "fee": 0, "date": "2006-03-01" } ] }
					""",
			// Kept by hand, and said to be worth more without a trade
			"""
					{ "user": { "settings": { "currency": "EUR" } },
					  "activities": [
					    { "type": "ITEM", "symbol": "House", "dataSource": "MANUAL", "currency": "EUR", "quantity": 1,
					      "unitPrice": 300000, "fee": 0, "date": "2006-01-03" },
					    { "type": "ITEM", "symbol": "House", "dataSource": "MANUAL", "currency": "EUR", "quantity": 0,
					      "unitPrice": 350000, "fee": 0, "date": "2007-01-03" } ] }
					""",
			// Units that move and were never bought, with and without a price
			"""
					{ "user": { "settings": { "currency": "EUR" } },
					  "accounts": [ { "id": "a", "name": "A", "currency": "USD", "balances": [] },
					                { "id": "b", "name": "B", "currency": "EUR", "balances": [] } ],
					  "activities": [
					    { "accountId": "a", "type": "BUY", "symbol": "MSFT", "currency": "USD", "quantity": 10,
					      "unitPrice": 26.97, "fee": 5, "date": "2006-01-04" },
					    { "accountId": "a", "targetAccountId": "b", "type": "TRANSFER", "symbol": "ZZZ",
					      "currency": "USD", "quantity": 10, "unitPrice": 3, "fee": 1.1, "date": "2006-03-01" },
					    { "accountId": "a", "targetAccountId": "b", "type": "TRANSFER", "symbol": "KO",
					      "currency": "USD", "quantity": 2, "unitPrice": 40, "fee": 0, "date": "2006-03-01" } ] }
					""",
			// Bought after the last closing price: soon, long after in another currency,
			// and split
			"""
					{ "user": { "settings": { "currency": "USD" } },
					  "activities": [
					    { "type": "BUY", "symbol": "LAPSED", "currency": "USD", "quantity": 10, "unitPrice": 8,
					      "fee": 0, "date": "2006-01-08" },
					    { "type": "BUY", "symbol": "LAPSED", "currency": "EUR", "quantity": 1, "unitPrice": 9,
					      "fee": 0, "date": "2006-01-09" },
					    { "type": "SPLIT", "symbol": "LAPSED", "currency": "USD", "quantity": 2,
					      "date": "2007-01-03" } ] }
					""",
			// Split after the last closing price, on one day here and on another there
			"""
					{ "user": { "settings": { "currency": "USD" } },
					  "accounts": [ { "id": "a", "name": "A", "currency": "USD", "balances": [] },
					                { "id": "b", "name": "B", "currency": "USD", "balances": [] } ],
					  "activities": [
					    { "accountId": "a", "type": "BUY", "symbol": "LAPSED", "currency": "USD", "quantity": 12,
					      "unitPrice": 5, "fee": 0, "date": "2006-01-03" },
					    { "accountId": "b", "type": "BUY", "symbol": "LAPSED", "currency": "USD", "quantity": 7,
					      "unitPrice": 5, "fee": 0, "date": "2006-01-03" },
					    { "accountId": "a", "type": "SPLIT", "symbol": "LAPSED", "currency": "USD", "quantity": 3,
					      "date": "2006-02-01" },
					    { "accountId": "b", "type": "SPLIT", "symbol": "LAPSED", "currency": "USD", "quantity": 3,
					      "date": "2006-02-02" },
					    { "accountId": "b", "type": "SPLIT", "symbol": "LAPSED", "currency": "USD", "quantity": 1.5,
					      "date": "2006-03-01" },
					    { "accountId": "a", "type": "SPLIT", "symbol": "LAPSED", "currency": "USD", "quantity": 1.5,
					      "date": "2006-03-01" } ] }
					""",
			// What has no price: held, sold again, moved, paying dividends and costing
			// fees; in accounts of both kinds
			"""
					{ "user": { "settings": { "currency": "EUR" } },
					  "accounts": [ { "id": "a", "name": "A", "currency": "USD", "balances": [] },
					                { "id": "b", "name": "B", "currency": "EUR", "balances": [] } ],
					  "activities": [
					    { "accountId": "a", "type": "DEPOSIT", "currency": "USD", "quantity": 1, "unitPrice": 5000,
					      "fee": 0, "date": "2006-01-03" },
					    { "accountId": "a", "type": "BUY", "symbol": "WARP", "currency": "USD", "quantity": 10,
					      "unitPrice": 20, "fee": 5, "date": "2006-01-04" },
					    { "accountId": "a", "type": "DIVIDEND", "symbol": "WARP", "currency": "USD", "quantity": 10,
					      "unitPrice": 0.7, "fee": 0.3, "date": "2006-02-01" },
					    { "accountId": "a", "type": "FEE", "symbol": "WARP", "dataSource": "YAHOO", "currency": "USD",
					      "quantity": 1, "unitPrice": 6, "fee": 4, "date": "2006-02-02" },
					    { "accountId": "a", "type": "INTEREST", "symbol": "WARP", "dataSource": "YAHOO",
					      "currency": "USD", "quantity": 1, "unitPrice": 8, "fee": 0, "date": "2006-02-03" },
					    { "accountId": "a", "targetAccountId": "b", "type": "TRANSFER", "symbol": "WARP",
					      "currency": "USD", "quantity": 4, "unitPrice": 0, "fee": 1.1, "date": "2006-03-01" },
					    { "accountId": "a", "type": "BUY", "symbol": "GONE", "currency": "USD", "quantity": 5,
					      "unitPrice": 10, "fee": 1.3, "date": "2006-04-03" },
					    { "accountId": "a", "type": "DIVIDEND", "symbol": "GONE", "currency": "USD", "quantity": 5,
					      "unitPrice": 0.2, "fee": 0, "date": "2006-04-10" },
					    { "accountId": "a", "type": "SELL", "symbol": "GONE", "currency": "USD", "quantity": 5,
					      "unitPrice": 12, "fee": 1.7, "date": "2006-05-03" },
					    { "accountId": "a", "type": "BUY", "symbol": "KO", "currency": "USD", "quantity": 3,
					      "unitPrice": 42, "fee": 2.2, "date": "2006-05-04" },
					    { "type": "BUY", "symbol": "WARP", "currency": "USD", "quantity": 2, "unitPrice": 21,
					      "fee": 0.9, "date": "2006-06-01" },
					    { "type": "DIVIDEND", "symbol": "WARP", "currency": "USD", "quantity": 2, "unitPrice": 0.7,
					      "fee": 0, "date": "2006-07-03" },
					    { "type": "FEE", "symbol": "Depot", "currency": "EUR", "quantity": 0, "unitPrice": 0, "fee": 11,
					      "date": "2006-08-01" } ] }
					""" })
	void everyFigureIsTheSame(String json) {
		UUID portfolio = this.imports
			.importFile(this.user, new ImportFile("a.json", json.getBytes(StandardCharsets.UTF_8)), null)
			.portfolioId();
		Overview sql = this.overviews.overview(this.user.value());
		Holdings domain = this.holdings.holdings(this.user, portfolio, null, CostMethod.FIFO);
		assertThat(sql.netWorth().amount()).isNotNull();
		assertThat(domain.netWorth()).isEqualTo(sql.netWorth());
		assertThat(domain.liabilities()).isEqualTo(sql.liabilities());
		assertThat(domain.investedCapital()).isEqualTo(sql.investedCapital());
		assertThat(domain.dividends()).isEqualTo(sql.dividends());
		assertThat(domain.fees()).isEqualTo(sql.fees());
		assertThat(domain.holdings()).extracting(Holdings.Held::symbol, Holdings.Held::value)
			.containsExactlyElementsOf(sql.topHoldings()
				.stream()
				.filter((holding) -> holding.price() != null)
				.map((Holding holding) -> tuple(holding.symbol(), holding.value()))
				.toList());
		if (sql.cash().amount() != null) {
			assertThat(domain.cash()).isEqualTo(sql.cash());
		}
		Figure gain = this.lifetime.figures(this.user, portfolio).gain();
		if (gain.amount() != null && sql.warnings().isEmpty()) {
			assertThat(gain).isEqualTo(sql.gain());
		}
		accountsAddUpTo(sql);
	}

	private void accountsAddUpTo(Overview sql) {
		List<Figure> values = this.overviews.accounts(this.user.value())
			.accounts()
			.stream()
			.map(AccountList.AccountValue::value)
			.toList();
		BigDecimal sum = values.stream()
			.map(Figure::amount)
			.filter(Objects::nonNull)
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		// Each is rounded for itself, as the net worth is.
		BigDecimal rounding = new BigDecimal("0.005").multiply(BigDecimal.valueOf(values.size() + 1L));
		assertThat(sum).isCloseTo(Objects.requireNonNull(sql.netWorth().amount()), within(rounding));
	}

}
