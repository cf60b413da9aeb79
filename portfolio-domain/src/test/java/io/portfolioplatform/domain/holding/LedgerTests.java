package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.ActivityType;
import io.portfolioplatform.domain.activity.Balance;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Ledger}.
 */
class LedgerTests {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Currency USD = Currency.getInstance("USD");

	private static final Account ACCOUNT = new Account("a", EUR);

	private static final Account OTHER = new Account("b", EUR);

	private static final Instrument SHARE = new Instrument("1", "SHARE", "EQUITY");

	private static final LocalDate END = LocalDate.of(2024, 12, 31);

	private final Accounting fifo = accounting(CostMethod.FIFO);

	@Test
	void sellsWhatWasBoughtFirst() {
		Ledger ledger = ledger(trade("BUY", "01-02", "10", "100"), trade("BUY", "02-02", "10", "200"),
				trade("SELL", "03-02", "15", "300"));
		assertThat(realised(ledger, CostMethod.FIFO)).isEqualByComparingTo("2500");
		assertThat(realised(ledger, CostMethod.AVERAGE)).isEqualByComparingTo("2250");
		Position rest = ledger.at(END, this.fifo).positions().get(0);
		assertThat(rest.quantity()).isEqualByComparingTo("5");
		assertThat(rest.cost().get()).isEqualByComparingTo("1000");
		assertThat(rest.lots()).singleElement().extracting(Lot::acquired).isEqualTo(day("02-02"));
	}

	@Test
	void knowsWhatWasThereOnAnyDay() {
		Ledger ledger = ledger(trade("BUY", "01-02", "10", "100"), trade("SELL", "03-02", "10", "120"));
		assertThat(ledger.at(day("01-01"), this.fifo).positions()).isEmpty();
		assertThat(ledger.at(day("03-01"), this.fifo).positions()).hasSize(1);
		assertThat(ledger.at(day("03-02"), this.fifo).positions()).isEmpty();
		assertThat(ledger.firstDay()).contains(day("01-02"));
	}

	@Test
	void theEndOfARatioLeavesNothing() {
		for (String third : List.of("0.33333333333333333333", "0.33333333333333333334")) {
			Statement statement = ledger(trade("BUY", "01-02", "100", "1"), trade("BUY", "01-03", "200", "1"),
					trade("SPLIT", "02-02", third, "0"), trade("SELL", "03-02", "100", "3"))
				.at(END, this.fifo);
			assertThat(statement.positions()).isEmpty();
			assertThat(statement.totals().realised().get()).isCloseTo(BigDecimal.ZERO, within(new BigDecimal("1e-15")));
			assertThat(statement.totals().takenOut().get()).isEqualByComparingTo("300");
		}
	}

	@Test
	void settlesASaleBeforeThePurchase() {
		Ledger ledger = ledger(trade("SELL", "01-02", "10", "100"), trade("BUY", "02-02", "4", "80"));
		assertThat(realised(ledger, CostMethod.FIFO)).isEqualByComparingTo("80");
		Position rest = ledger.at(END, this.fifo).positions().get(0);
		assertThat(rest.quantity()).isEqualByComparingTo("-6");
		assertThat(rest.cost().get()).isEqualByComparingTo("-600");
	}

	@Test
	void keepsCashOnlyWhereItIsTracked() {
		Ledger ledger = ledger(cash("DEPOSIT", "01-02", "1000"), trade("BUY", "01-03", "2", "100"),
				trade("DIVIDEND", "05-02", "2", "5"), cash("INTEREST", "06-02", "1"), cash("FEE", "06-03", "3"),
				cash("WITHDRAWAL", "07-02", "100"));
		Statement statement = ledger.at(END, this.fifo);
		assertThat(statement.cash().get(ACCOUNT)).isNotNull();
		assertThat(statement.cash().get(ACCOUNT).get()).isEqualByComparingTo("708");
		assertThat(statement.totals().invested().get()).isEqualByComparingTo("900");
		assertThat(statement.totals().dividends().get()).isEqualByComparingTo("10");
		assertThat(statement.totals().interest().get()).isEqualByComparingTo("1");
		assertThat(statement.totals().fees().get()).isEqualByComparingTo("3");
		Statement untracked = ledger(trade("BUY", "01-03", "2", "100"), trade("DIVIDEND", "05-02", "2", "5")).at(END,
				this.fifo);
		assertThat(untracked.cash()).isEmpty();
		assertThat(untracked.totals().paidIn().get()).isEqualByComparingTo("200");
		assertThat(untracked.totals().takenOut().get()).isEqualByComparingTo("10");
	}

	@Test
	void readsMoneyThatMovedUnseenFromBalances() {
		Ledger ledger = Ledger.of(List.of(trade("BUY", "02-01", "10", "48")),
				List.of(new Balance(ACCOUNT, day("06-29"), new BigDecimal("600")),
						new Balance(ACCOUNT, day("01-31"), new BigDecimal("1000"))));
		Statement statement = ledger.at(END, this.fifo);
		assertThat(statement.cash().get(ACCOUNT)).isEqualTo(Answer.of(new BigDecimal("600")));
		assertThat(statement.totals().invested().get()).isEqualByComparingTo("1080");
	}

	@Test
	void movesUnitsWithTheirCostAndTheirDay() {
		Ledger ledger = ledger(trade("BUY", "01-02", "10", "100"), trade("BUY", "02-02", "10", "200"),
				transfer(SHARE, "12", "999"), activity("SELL", "05-02", OTHER, SHARE, "12", "300"));
		assertThat(realised(ledger, CostMethod.FIFO)).isEqualByComparingTo("2200");
		assertThat(ledger.at(END, this.fifo).positions().get(0).cost().get()).isEqualByComparingTo("1600");
	}

	@Test
	void realisesWhatArrivesWhereItWasSoldShort() {
		Activity bought = trade("BUY", "01-02", "10", "10");
		Activity sold = activity("SELL", "02-02", OTHER, SHARE, "10", "15");
		assertThat(realised(ledger(bought, sold, transfer(SHARE, "10", "0")), CostMethod.FIFO))
			.isEqualByComparingTo("50");
		assertThat(realised(ledger(bought, sold, transfer(SHARE, "4", "0")), CostMethod.FIFO))
			.isEqualByComparingTo("20");
	}

	@Test
	void movesCashWithoutAFlow() {
		Ledger ledger = ledger(cash("DEPOSIT", "01-02", "1000"), transfer(null, "1", "400"));
		Statement statement = ledger.at(END, this.fifo);
		assertThat(statement.cash())
			.isEqualTo(Map.of(ACCOUNT, Answer.of(new BigDecimal("600")), OTHER, Answer.of(new BigDecimal("400"))));
		assertThat(statement.totals().invested().get()).isEqualByComparingTo("1000");
	}

	@Test
	void countsWhatIsBroughtInAndWhatIsOwed() {
		Ledger ledger = ledger(activity("ITEM", "01-02", ACCOUNT, SHARE, "1", "5000"),
				cash("LIABILITY", "01-02", "400"));
		Valuation valuation = valuation(ledger, "6000");
		assertThat(valuation.netWorth().get().amount()).isEqualByComparingTo("5600");
		assertThat(valuation.holdings().get(0).unrealised().get().amount()).isEqualByComparingTo("1000");
		assertThat(ledger.at(END, this.fifo).totals().invested().get()).isEqualByComparingTo("4600");
	}

	@Test
	void leavesOutWhatCannotBeValued() {
		Ledger ledger = ledger(cash("DEPOSIT", "01-02", "1000"), trade("BUY", "01-03", "2", "100"))
			.leavingOut(SHARE::equals);
		assertThat(ledger.at(END, this.fifo).totals().invested().get()).isEqualByComparingTo("800");
		assertThat(ledger.at(END, this.fifo).positions()).isEmpty();
		assertThat(ledger(trade("BUY", "01-03", "2", "100")).leavingOut(SHARE::equals).firstDay()).isEmpty();
	}

	@Test
	void needsNoPriceForUnitsThatAreOwedHereAndLieThere() {
		Statement statement = ledger(transfer(SHARE, "10", "100")).at(END, this.fifo);
		Valuer valuer = new Valuer(this.fifo, (instrument, day) -> Answer.absent(Absence.Code.NO_PRICE, "none"));
		assertThat(valuer.value(statement).holdings()).isEmpty();
		assertThat(valuer.value(statement).netWorth().get().amount()).isZero();
		assertThat(valuer.daily().of(statement).get().amount()).isZero();
	}

	@Test
	void keepsDebtsThatNameAnInstrumentLeftOut() {
		Ledger ledger = ledger(activity("LIABILITY", "01-02", ACCOUNT, SHARE, "1", "400")).leavingOut(SHARE::equals);
		assertThat(ledger.at(END, this.fifo).liabilities()).containsEntry(EUR, new BigDecimal("400"));
	}

	@Test
	void doesNotKnowWhatHasNoRate() {
		Activity foreign = new Activity(ActivityType.BUY, day("01-02"), ACCOUNT, null, SHARE, BigDecimal.ONE,
				BigDecimal.TEN, BigDecimal.ZERO, USD);
		Position position = ledger(foreign).at(END, this.fifo).positions().get(0);
		assertThat(position.cost().reason()).map(Absence::code).contains(Absence.Code.NO_RATE);
	}

	@Test
	void refusesActivitiesThatSayNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> activity("BUY", "01-02", ACCOUNT, null, "1", "1"))
			.withMessage("BUY needs an instrument");
		assertThatIllegalArgumentException().isThrownBy(() -> trade("SELL", "01-02", "-1", "1"))
			.withMessage("SELL has a negative number");
		assertThatIllegalArgumentException().isThrownBy(() -> trade("SPLIT", "01-02", "0", "1"));
		assertThatIllegalArgumentException().isThrownBy(() -> cash("TRANSFER", "01-02", "1"));
	}

	@Test
	void countsFeesAsCostOfABuyAndAgainstTheProceedsOfASale() {
		Ledger ledger = ledger(charged("BUY", "01-01", "10", "10", "5"), charged("SELL", "02-01", "4", "12", "3"));
		Statement statement = ledger.at(END, this.fifo);
		assertThat(statement.positions().get(0).cost().get()).isEqualByComparingTo("63");
		assertThat(statement.totals().realised().get()).isEqualByComparingTo("3");
		assertThat(statement.totals().fees().get()).isEqualByComparingTo("8");
	}

	private static Activity charged(String type, String day, String quantity, String price, String fee) {
		return new Activity(ActivityType.valueOf(type), day(day), ACCOUNT, null, SHARE, new BigDecimal(quantity),
				new BigDecimal(price), new BigDecimal(fee), EUR);
	}

	private static Valuation valuation(Ledger ledger, String price) {
		Accounting accounting = accounting(CostMethod.FIFO);
		Prices prices = (instrument, day) -> Answer.of(new Quote(Money.of(price, "EUR"), day));
		return new Valuer(accounting, prices).value(ledger.at(END, accounting));
	}

	private static BigDecimal realised(Ledger ledger, CostMethod method) {
		return ledger.at(END, accounting(method)).totals().realised().get();
	}

	private static Accounting accounting(CostMethod method) {
		return new Accounting(EUR, (from, to, day) -> Answer.absent(Absence.Code.NO_RATE, "none"), method);
	}

	private static Ledger ledger(Activity... activities) {
		return Ledger.of(List.of(activities), List.of());
	}

	private static Activity trade(String type, String day, String quantity, String price) {
		return activity(type, day, ACCOUNT, SHARE, quantity, price);
	}

	private static Activity cash(String type, String day, String amount) {
		return activity(type, day, ACCOUNT, null, "1", amount);
	}

	private static Activity transfer(@Nullable Instrument instrument, String quantity, String price) {
		return new Activity(ActivityType.TRANSFER, day("04-02"), ACCOUNT, OTHER, instrument, new BigDecimal(quantity),
				new BigDecimal(price), BigDecimal.ZERO, EUR);
	}

	private static Activity activity(String type, String day, Account account, @Nullable Instrument instrument,
			String quantity, String price) {
		return Activity.of(ActivityType.valueOf(type), day(day), account, instrument, new BigDecimal(quantity),
				new BigDecimal(price));
	}

	private static LocalDate day(String day) {
		return LocalDate.parse("2024-" + day);
	}

}
