package io.portfolioplatform.app.portfolio;

import java.util.UUID;

import io.portfolioplatform.app.audit.AuditLog;
import io.portfolioplatform.app.problem.IfMatch;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Makes, names and deletes portfolios and accounts; every change is announced by
 * {@link PortfolioChanged}. Call it inside a transaction of the user.
 */
@Service
class PortfolioEditing {

	private final Portfolios portfolios;

	private final Accounts accounts;

	private final AuditLog audit;

	private final ApplicationEventPublisher events;

	PortfolioEditing(Portfolios portfolios, Accounts accounts, AuditLog audit, ApplicationEventPublisher events) {
		this.portfolios = portfolios;
		this.accounts = accounts;
		this.audit = audit;
		this.events = events;
	}

	PortfolioDetails create(UserId user, PortfolioRequest request) {
		String name = request.checkedName();
		UUID id = this.portfolios.insert(user, name).orElseThrow(() -> PortfolioConflictException.nameTaken(name));
		return changed(user, "portfolio.create", id);
	}

	PortfolioDetails rename(UserId user, UUID id, int version, PortfolioRequest request) {
		this.portfolios.lock(user, id);
		String name = request.checkedName();
		if (this.portfolios.isOther(user, id, name)) {
			throw PortfolioConflictException.nameTaken(name);
		}
		check(this.portfolios.rename(user, id, version, name));
		return changed(user, "portfolio.rename", id);
	}

	/** Everything in it goes with it. */
	@Nullable Void delete(UserId user, UUID id, int version) {
		PortfolioDetails before = this.portfolios.get(user, id);
		check(this.portfolios.delete(user, id, version));
		return announce(user, "portfolio.delete", "portfolio " + id, before);
	}

	AccountSummary open(UserId user, UUID portfolio, AccountRequest request) {
		this.portfolios.lock(user, portfolio);
		String name = request.checkedName();
		String currency = request.checkedCurrency();
		UUID id = this.accounts.insert(user, portfolio, name, currency)
			.orElseThrow(() -> PortfolioConflictException.nameTaken(name));
		return changed(user, portfolio, "account.open", id);
	}

	AccountSummary rename(UserId user, UUID portfolio, UUID id, int version, PortfolioRequest request) {
		this.portfolios.lock(user, portfolio);
		account(user, portfolio, id);
		String name = request.checkedName();
		if (this.accounts.list(user, portfolio)
			.stream()
			.anyMatch((other) -> other.name().equals(name) && !other.id().equals(id))) {
			throw PortfolioConflictException.nameTaken(name);
		}
		check(this.accounts.rename(user, id, version, name));
		return changed(user, portfolio, "account.rename", id);
	}

	@Nullable Void close(UserId user, UUID portfolio, UUID id, int version) {
		this.portfolios.lock(user, portfolio);
		AccountSummary before = account(user, portfolio, id);
		long activities = this.accounts.activities(user, id);
		if (activities > 0) {
			throw PortfolioConflictException.inUse(activities);
		}
		check(this.accounts.delete(user, id, version));
		return announce(user, "account.close", "account " + id, before);
	}

	private AccountSummary account(UserId user, UUID portfolio, UUID id) {
		return this.accounts.list(user, portfolio)
			.stream()
			.filter((account) -> account.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new AccountNotFoundException(id));
	}

	private static void check(boolean current) {
		if (!current) {
			throw IfMatch.changedMeanwhile();
		}
	}

	private PortfolioDetails changed(UserId user, String action, UUID id) {
		PortfolioDetails after = this.portfolios.get(user, id);
		announce(user, action, "portfolio " + id, after);
		return after;
	}

	private AccountSummary changed(UserId user, UUID portfolio, String action, UUID id) {
		AccountSummary after = account(user, portfolio, id);
		announce(user, action, "account " + id, after);
		return after;
	}

	private @Nullable Void announce(UserId user, String action, String subject, Object detail) {
		this.audit.add(user, action, subject, detail);
		this.events.publishEvent(new PortfolioChanged(user));
		return null;
	}

}
