package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.Balance;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Runs through the activities once, from day to day.
 */
class Replay {

	private final Accounting accounting;

	private final Set<Account> tracked;

	private final Upcoming<Activity> activities;

	private final Upcoming<Balance> balances;

	private final LotBook lots;

	private final CashBook cash;

	private final Map<Currency, BigDecimal> liabilities = new HashMap<>();

	private final RunningTotals totals;

	private final Border border = new Border();

	/** Of the last day, as long as nothing happens. */
	private @Nullable Statement last;

	Replay(List<Activity> activities, List<Balance> balances, Set<Account> tracked, Accounting accounting) {
		this.accounting = accounting;
		this.tracked = tracked;
		this.activities = new Upcoming<>(activities, Activity::date);
		this.balances = new Upcoming<>(balances, Balance::date);
		this.lots = new LotBook(accounting.method());
		this.cash = new CashBook(accounting.rates());
		this.totals = new RunningTotals(accounting);
	}

	/**
	 * Goes on to the end of a day.
	 * @param day a day not before the last one
	 * @return what there is then
	 */
	Statement advanceTo(LocalDate day) {
		// A balance is of the end of its day: everything of that day comes before it.
		for (Iterator<Balance> due = this.balances.until(day); due.hasNext();) {
			Balance balance = due.next();
			this.activities.until(balance.date()).forEachRemaining(this::apply);
			state(balance);
		}
		this.activities.until(day).forEachRemaining(this::apply);
		Statement statement = (this.last != null) ? this.last.on(day) : new Statement(day, this.lots.positions(),
				this.cash.get(), Map.copyOf(this.liabilities), this.totals.get(this.border), this.border.on(day));
		this.last = statement;
		return statement;
	}

	private void apply(Activity activity) {
		this.last = null;
		this.totals.count(activity);
		switch (activity.type()) {
			case SPLIT -> this.lots.split(activity, Objects.requireNonNull(activity.instrument()));
			case TRANSFER -> transfer(activity, Objects.requireNonNull(activity.target()));
			case LIABILITY -> {
				this.liabilities.merge(activity.currency(), activity.amount().amount(), BigDecimal::add);
				settle(activity, activity.cash(), activity.flow());
			}
			default -> {
				trade(activity);
				settle(activity, activity.cash(), activity.flow());
			}
		}
	}

	private void trade(Activity activity) {
		Instrument instrument = activity.instrument();
		if (instrument != null && activity.units().signum() != 0) {
			Answer<BigDecimal> cost = inBase(activity.flow().minus(activity.cash()), activity.date());
			this.totals.realise(
					this.lots.trade(activity.account(), instrument, new Lot(activity.date(), activity.units(), cost)));
		}
	}

	private void transfer(Activity activity, Account target) {
		Instrument instrument = activity.instrument();
		Money charge = activity.charge().negate();
		if (instrument != null) {
			this.totals
				.realise(this.lots.transfer(activity, target, instrument, inBase(activity.amount(), activity.date())));
			settle(activity, charge, charge.minus(charge));
			return;
		}
		this.cash.add(activity.account(), charge.minus(activity.amount()), activity.date());
		this.cash.add(target, activity.amount(), activity.date());
	}

	/**
	 * Books cash. Where an account does not track its cash, the world outside pays.
	 */
	private void settle(Activity activity, Money cashFlow, Money flow) {
		flow(flow, activity.date());
		if (this.tracked.contains(activity.account())) {
			this.cash.add(activity.account(), cashFlow, activity.date());
		}
		else if (cashFlow.amount().signum() < 0) {
			this.border.spend(inBase(cashFlow.negate(), activity.date()), activity);
		}
		else if (isShort(activity)) {
			flow(cashFlow.negate(), activity.date());
		}
		else if (cashFlow.amount().signum() > 0) {
			this.border.bring(inBase(cashFlow, activity.date()), activity);
		}
	}

	/**
	 * What units bring that were not there is owed, and nothing to buy others with.
	 */
	private boolean isShort(Activity activity) {
		Instrument instrument = activity.instrument();
		return instrument != null && this.lots.isShort(activity.account(), instrument);
	}

	private void state(Balance balance) {
		this.last = null;
		Answer<Money> unseen = this.cash.state(balance);
		Answer<BigDecimal> amount = unseen.flatMap((money) -> inBase(money, balance.date()));
		// An unknown amount may have gone either way: what is counted on top is unknown.
		this.border.cross(amount, unseen.value().map((money) -> money.amount().signum()).orElse(1), balance.date());
	}

	private void flow(Money amount, LocalDate day) {
		this.border.cross(inBase(amount, day), amount.amount().signum(), day);
	}

	private Answer<BigDecimal> inBase(Money money, LocalDate day) {
		return this.accounting.inBase(money, day);
	}

}
