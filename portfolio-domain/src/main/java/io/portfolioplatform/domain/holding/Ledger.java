package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.ActivityType;
import io.portfolioplatform.domain.activity.Balance;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened to a portfolio. An account that never saw a deposit, a
 * withdrawal, a transfer of cash or a balance does not track its cash: its trades are
 * paid from and into the world outside.
 */
public final class Ledger {

	private final List<Activity> activities;

	private final List<Balance> balances;

	private final Set<Account> tracked;

	private Ledger(List<Activity> activities, List<Balance> balances, Set<Account> tracked) {
		this.activities = activities;
		this.balances = balances;
		this.tracked = tracked;
	}

	/**
	 * Creates a ledger.
	 * @param activities the activities; those of one day count in the given order
	 * @param balances stated balances
	 * @return the ledger
	 */
	public static Ledger of(Collection<Activity> activities, Collection<Balance> balances) {
		return new Ledger(activities.stream().sorted(Comparator.comparing(Activity::date)).toList(),
				balances.stream().sorted(Comparator.comparing(Balance::date)).toList(), tracked(activities, balances));
	}

	private static Set<Account> tracked(Collection<Activity> activities, Collection<Balance> balances) {
		Stream<@Nullable Account> seen = activities.stream()
			.filter(Activity::showsCash)
			.flatMap((activity) -> Stream.of(activity.account(), activity.movesCash() ? activity.target() : null));
		return Stream.concat(seen, balances.stream().map(Balance::account))
			.filter((account) -> account != null)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Returns the day of the first activity or balance.
	 * @return the day, or nothing if nothing happened
	 */
	public Optional<LocalDate> firstDay() {
		return Stream
			.concat(this.activities.stream().limit(1).map(Activity::date),
					this.balances.stream().limit(1).map(Balance::date))
			.min(Comparator.naturalOrder());
	}

	/**
	 * Returns a ledger without some instruments, for instance those that have no price.
	 * Money that was spent on them counts as taken out, money they brought as paid in.
	 * Interest, fees and debts stay, whatever they name.
	 * @param leftOut which instruments to leave out
	 * @return the other ledger
	 */
	public Ledger leavingOut(Predicate<Instrument> leftOut) {
		List<Activity> kept = this.activities.stream().flatMap((activity) -> {
			Instrument instrument = activity.instrument();
			return (activity.concernsUnits() && instrument != null && leftOut.test(instrument)) ? cashOnly(activity)
					: Stream.of(activity);
		}).toList();
		return new Ledger(kept, this.balances, this.tracked);
	}

	private Stream<Activity> cashOnly(Activity activity) {
		Money cash = (activity.type() == ActivityType.TRANSFER) ? activity.charge().negate() : activity.cash();
		if (!this.tracked.contains(activity.account()) || cash.amount().signum() == 0) {
			return Stream.empty();
		}
		ActivityType type = (cash.amount().signum() > 0) ? ActivityType.DEPOSIT : ActivityType.WITHDRAWAL;
		return Stream.of(new Activity(type, activity.date(), activity.account(), null, null, BigDecimal.ONE,
				cash.amount().abs(), BigDecimal.ZERO, activity.currency()));
	}

	/**
	 * Returns what the portfolio consists of at the end of a day.
	 * @param day the day
	 * @param accounting how to state it
	 * @return the statement
	 */
	public Statement at(LocalDate day, Accounting accounting) {
		return replay(accounting).advanceTo(day);
	}

	/**
	 * Returns what the portfolio consists of at the end of each day, in one run through
	 * the activities.
	 * @param first the first day
	 * @param last the last day
	 * @param accounting how to state it
	 * @return a statement for each day, to be taken in order
	 */
	public Stream<Statement> daily(LocalDate first, LocalDate last, Accounting accounting) {
		Replay replay = replay(accounting);
		return first.datesUntil(last.plusDays(1)).map(replay::advanceTo);
	}

	private Replay replay(Accounting accounting) {
		return new Replay(this.activities, this.balances, this.tracked, accounting);
	}

}
