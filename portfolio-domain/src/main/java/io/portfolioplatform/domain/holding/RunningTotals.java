package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.money.Money;

/**
 * Sums that grow with every activity.
 */
class RunningTotals {

	private final Accounting accounting;

	private final Sum paidIn = new Sum();

	private final Sum takenOut = new Sum();

	private final Sum realised = new Sum();

	private final Sum dividends = new Sum();

	private final Sum interest = new Sum();

	private final Sum fees = new Sum();

	RunningTotals(Accounting accounting) {
		this.accounting = accounting;
	}

	void count(Activity activity) {
		add(this.fees, activity, activity.charge());
		switch (activity.type()) {
			case FEE -> add(this.fees, activity, activity.amount());
			case DIVIDEND -> add(this.dividends, activity, activity.amount());
			case INTEREST -> add(this.interest, activity, activity.amount());
			default -> {
				// Neither income nor cost.
			}
		}
	}

	private void add(Sum sum, Activity activity, Money amount) {
		sum.add(this.accounting.inBase(amount, activity.date()));
	}

	void flow(Answer<BigDecimal> amount, int sign) {
		if (sign > 0) {
			this.paidIn.add(amount);
		}
		else if (sign < 0) {
			this.takenOut.add(amount.map(BigDecimal::negate));
		}
	}

	void realise(Answer<BigDecimal> gain) {
		this.realised.add(gain);
	}

	Totals get() {
		return new Totals(this.paidIn.get(), this.takenOut.get(), this.realised.get(), this.dividends.get(),
				this.interest.get(), this.fees.get());
	}

}
