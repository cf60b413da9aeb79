package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.Instrument;

/**
 * Adds up what crosses the border between the portfolio and the world outside: since the
 * first activity, and on the last day alone, so that a day knows its own flows whatever
 * is unknown of earlier ones.
 * <p>
 * Where an account does not track its cash, the proceeds of a day pay for what is bought
 * on it: who changes one share for another has paid nothing in and taken nothing out.
 * What was bought on the day itself needed its capital, and its sale pays only for what
 * is bought after it.
 */
class Border {

	private final Sum paidIn = new Sum();

	private final Sum takenOut = new Sum();

	private LocalDate day = LocalDate.MIN;

	private Sum cameIn = new Sum();

	private Sum wentOut = new Sum();

	/** Of the day, as far as nothing was bought with them. */
	private BigDecimal proceeds = BigDecimal.ZERO;

	/** On the day, as far as no proceeds paid for it. */
	private BigDecimal spent = BigDecimal.ZERO;

	private final Set<Instrument> bought = new HashSet<>();

	void cross(Answer<BigDecimal> amount, int sign, LocalDate day) {
		goOnTo(day);
		if (sign > 0) {
			comeIn(amount);
		}
		else if (sign < 0) {
			goOut(amount.map(BigDecimal::negate));
		}
	}

	/**
	 * Adds what goes out at the end of the day, unless something is bought with it.
	 * @param amount a positive amount
	 * @param activity what brought it
	 */
	void bring(Answer<BigDecimal> amount, Activity activity) {
		goOnTo(activity.date());
		BigDecimal known = amount.value().orElse(BigDecimal.ZERO);
		Instrument instrument = activity.instrument();
		boolean boughtToday = instrument != null && this.bought.contains(instrument);
		BigDecimal back = boughtToday ? BigDecimal.ZERO : known.min(this.spent);
		this.spent = this.spent.subtract(back);
		this.proceeds = this.proceeds.add(known.subtract(back));
		comeIn(Answer.of(back.negate()));
		goOut(amount.map((whole) -> whole.subtract(back)));
	}

	/**
	 * Adds what comes in, unless it was brought earlier on the day.
	 * @param amount a positive amount
	 * @param activity what it is spent on
	 */
	void spend(Answer<BigDecimal> amount, Activity activity) {
		goOnTo(activity.date());
		BigDecimal known = amount.value().orElse(BigDecimal.ZERO);
		Instrument instrument = activity.instrument();
		if (instrument != null && activity.units().signum() > 0) {
			this.bought.add(instrument);
		}
		BigDecimal covered = known.min(this.proceeds);
		this.proceeds = this.proceeds.subtract(covered);
		this.spent = this.spent.add(known.subtract(covered));
		goOut(Answer.of(covered.negate()));
		comeIn(amount.map((whole) -> whole.subtract(covered)));
	}

	private void goOnTo(LocalDate next) {
		if (!this.day.equals(next)) {
			this.day = next;
			this.cameIn = new Sum();
			this.wentOut = new Sum();
			this.proceeds = BigDecimal.ZERO;
			this.spent = BigDecimal.ZERO;
			this.bought.clear();
		}
	}

	private void comeIn(Answer<BigDecimal> amount) {
		this.paidIn.add(amount);
		this.cameIn.add(amount);
	}

	private void goOut(Answer<BigDecimal> amount) {
		this.takenOut.add(amount);
		this.wentOut.add(amount);
	}

	Answer<BigDecimal> paidIn() {
		return this.paidIn.get();
	}

	Answer<BigDecimal> takenOut() {
		return this.takenOut.get();
	}

	Flows on(LocalDate day) {
		return this.day.equals(day) ? new Flows(this.cameIn.get(), this.wentOut.get()) : Flows.NONE;
	}

}
