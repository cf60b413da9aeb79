package io.portfolioplatform.domain;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.ActivityType;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.CostMethod;
import io.portfolioplatform.domain.holding.Ledger;
import io.portfolioplatform.domain.holding.Prices;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.holding.Valuation;
import io.portfolioplatform.domain.holding.Valuer;
import io.portfolioplatform.domain.money.Money;
import io.portfolioplatform.domain.money.ReferenceRates;
import io.portfolioplatform.domain.performance.GrowthIndex;
import io.portfolioplatform.domain.performance.Performance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both snippets of the module's README stand here, white space aside, and give the
 * figures that are asserted. Its other text is not read.
 */
class ReadmeTests {

	@Test
	void weightsSumToOne() throws IOException {
		Map<String, BigDecimal> weights = LargestRemainder
			.weights(Map.of("Shares", new BigDecimal("2"), "Cash", new BigDecimal("1")));
		assertThat(weights).containsOnly(Map.entry("Shares", new BigDecimal("0.6667")),
				Map.entry("Cash", new BigDecimal("0.3333")));
		assertThat(Files.readString(Path.of("README.md"))).contains(
				"LargestRemainder.weights(Map.of(\"Shares\", new BigDecimal(\"2\"), \"Cash\", new BigDecimal(\"1\")))");
	}

	@Test
	void valuesAPortfolioAndItsReturn() {
		Currency euro = Currency.getInstance("EUR");
		Account account = new Account("broker", euro);
		Instrument share = new Instrument("1", "SHARE", "EQUITY");
		LocalDate bought = LocalDate.of(2024, 1, 2);
		LocalDate today = LocalDate.of(2024, 12, 31);
		Activity buy = Activity.of(ActivityType.BUY, bought, account, share, new BigDecimal("10"),
				new BigDecimal("100"));
		Prices prices = (instrument, day) -> Answer
			.of(new Quote(Money.of(day.isBefore(today) ? "100" : "110", "EUR"), day));

		Accounting accounting = new Accounting(euro, new ReferenceRates(euro, Map.of()), CostMethod.FIFO);
		Valuer valuer = new Valuer(accounting, prices);
		Ledger ledger = Ledger.of(List.of(buy), List.of());
		Valuation valuation = valuer.value(ledger.at(today, accounting));
		Answer<BigDecimal> timeWeighted = Performance.of(ledger, accounting, valuer, bought.minusDays(1), today)
			.flatMap(Performance::timeWeighted)
			.map(GrowthIndex::total);

		assertThat(valuation.netWorth().get().amount()).isEqualByComparingTo("1100");
		assertThat(valuation.holdings().get(0).unrealised().get().amount()).isEqualByComparingTo("100");
		assertThat(timeWeighted.get()).isEqualByComparingTo("0.1");
	}

	@Test
	void readmeSaysWhatRuns() throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/domain/ReadmeTests.java"));
		String readme = Files.readString(Path.of("README.md"));
		String snippet = readme.substring(readme.indexOf("Accounting accounting"));
		assertThat(bare(source)).contains(bare(snippet.substring(0, snippet.indexOf("```"))));
	}

	private static String bare(String code) {
		return code.replaceAll("\\s", "");
	}

}
