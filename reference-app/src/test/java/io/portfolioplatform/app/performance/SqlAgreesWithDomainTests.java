package io.portfolioplatform.app.performance;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.overview.Holding;
import io.portfolioplatform.app.overview.Overview;
import io.portfolioplatform.app.overview.OverviewService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.domain.holding.CostMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

	private final UserId user = Users.fresh();

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
		if (sql.topHoldings().stream().allMatch((holding) -> holding.price() != null)) {
			// The domain leaves trades without a price out whole, with their fees.
			assertThat(domain.fees()).isEqualTo(sql.fees());
		}
		assertThat(domain.holdings()).extracting(Holdings.Held::symbol, Holdings.Held::value)
			.containsExactlyElementsOf(sql.topHoldings()
				.stream()
				.filter((holding) -> holding.price() != null)
				.map((Holding holding) -> tuple(holding.symbol(), holding.value()))
				.toList());
		if (sql.cash().amount() != null) {
			assertThat(domain.cash()).isEqualTo(sql.cash());
		}
	}

}
