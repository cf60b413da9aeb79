package io.portfolioplatform.app.activity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.portfolioplatform.app.audit.AuditLog;
import io.portfolioplatform.app.imports.ActivityEntry;
import io.portfolioplatform.app.imports.EnteredActivity;
import io.portfolioplatform.app.portfolio.PortfolioChanged;
import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.problem.BadFieldException;
import io.portfolioplatform.app.problem.IfMatch;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Reads and changes activities; every change is announced by {@link PortfolioChanged}.
 * Call it inside a transaction of the user.
 */
@Service
class ActivityService {

	private final Portfolios portfolios;

	private final Activities activities;

	private final ActivityEntry entry;

	private final IdempotencyKeys keys;

	private final AuditLog audit;

	private final ApplicationEventPublisher events;

	ActivityService(Portfolios portfolios, Activities activities, ActivityEntry entry, IdempotencyKeys keys,
			AuditLog audit, ApplicationEventPublisher events) {
		this.portfolios = portfolios;
		this.activities = activities;
		this.entry = entry;
		this.keys = keys;
		this.audit = audit;
		this.events = events;
	}

	ActivityPage list(UserId user, UUID portfolio, @Nullable String symbol, Cursor cursor, int limit) {
		this.portfolios.require(user, portfolio);
		List<ActivityView> found = this.activities.list(user, portfolio, symbol, cursor, limit + 1);
		boolean more = found.size() > limit;
		List<ActivityView> page = more ? found.subList(0, limit) : found;
		return new ActivityPage(page, more ? Cursor.after(page.get(limit - 1)).toString() : null);
	}

	ActivityView get(UserId user, UUID portfolio, long id) {
		this.portfolios.require(user, portfolio);
		return this.activities.find(user, portfolio, id).orElseThrow(() -> ActivityProblemException.notFound(id));
	}

	ActivityView create(UserId user, UUID portfolio, ActivityRequest request, @Nullable String key) {
		this.portfolios.require(user, portfolio);
		Optional<Long> earlier = (key != null) ? this.keys.take(user, key, request.sha256(portfolio))
				: Optional.empty();
		if (earlier.isPresent()) {
			return get(user, portfolio, earlier.get());
		}
		long id = this.activities.insert(user, read(user, portfolio, request));
		if (key != null) {
			this.keys.keep(user, key, id);
		}
		return changed(user, "activity.create", get(user, portfolio, id));
	}

	ActivityView change(UserId user, UUID portfolio, long id, int version, ActivityRequest request) {
		get(user, portfolio, id);
		if (!this.activities.update(user, id, version, read(user, portfolio, request))) {
			throw IfMatch.changedMeanwhile();
		}
		return changed(user, "activity.change", get(user, portfolio, id));
	}

	ActivityView delete(UserId user, UUID portfolio, long id, int version) {
		ActivityView activity = get(user, portfolio, id);
		if (!this.activities.delete(user, id, version)) {
			throw IfMatch.changedMeanwhile();
		}
		return changed(user, "activity.delete", activity);
	}

	private ActivityView changed(UserId user, String action, ActivityView activity) {
		this.audit.add(user, action, "activity " + activity.id(), activity);
		this.events.publishEvent(new PortfolioChanged(user));
		return activity;
	}

	private EnteredActivity read(UserId user, UUID portfolio, ActivityRequest request) {
		UUID account = request.account();
		requireAccount(user, portfolio, "accountId", account);
		UUID target = request.targetAccount();
		requireAccount(user, portfolio, "targetAccountId", target);
		return this.entry.read(user, portfolio, account, target, request.fields());
	}

	private void requireAccount(UserId user, UUID portfolio, String field, @Nullable UUID account) {
		if (account != null && !this.activities.isAccount(user, portfolio, account)) {
			throw new BadFieldException(field, account.toString(), "must be an account of this portfolio");
		}
	}

}
