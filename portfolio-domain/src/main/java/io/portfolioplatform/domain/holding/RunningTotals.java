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

	void realise(Answer<BigDecimal> gain) {
		this.realised.add(gain);
	}

	Totals get(Border border) {
		return new Totals(border.paidIn(), border.takenOut(), this.realised.get(), this.dividends.get(),
				this.interest.get(), this.fees.get());
	}

}
