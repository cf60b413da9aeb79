package io.portfolioplatform.app.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.portfolioplatform.app.performance.LifetimeFigures;
import io.portfolioplatform.app.performance.LifetimePerformance;
import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;

import org.springframework.stereotype.Service;

/**
 * Computes and answers metrics.
 */
@Service
class MetricsService {

	private final UserTransactions transactions;

	private final Portfolios portfolios;

	private final LifetimePerformance performances;

	private final StoredMetrics metrics;

	private final MetricsRevisions revisions;

	MetricsService(UserTransactions transactions, Portfolios portfolios, LifetimePerformance performances,
			StoredMetrics metrics, MetricsRevisions revisions) {
		this.transactions = transactions;
		this.portfolios = portfolios;
		this.performances = performances;
		this.metrics = metrics;
		this.revisions = revisions;
	}

	/**
	 * Computes the metrics of all portfolios of a user. No connection is held meanwhile.
	 * Doing it twice does no harm; a change that comes meanwhile leaves them outdated.
	 * @param user the user
	 */
	void recompute(UserId user) {
		long revision = this.transactions.read(user, () -> this.revisions.revision(user));
		List<UUID> ids = this.transactions.read(user, () -> this.portfolios.ids(user));
		Map<UUID, LifetimeFigures> figures = new LinkedHashMap<>();
		ids.forEach((portfolio) -> figures.put(portfolio, this.performances.figures(user, portfolio)));
		this.transactions.write(user, () -> {
			this.metrics.store(user, figures);
			this.revisions.computed(user, revision);
			return null;
		});
	}

	PortfolioMetrics find(UserId user, UUID portfolio) {
		return this.transactions.read(user, () -> {
			this.portfolios.require(user, portfolio);
			return this.metrics.find(user, portfolio);
		});
	}

	boolean isOutdated(UserId user) {
		return this.transactions.read(user, () -> this.revisions.isOutdated(user));
	}

}
