package io.portfolioplatform.app.overview;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTag;
import io.portfolioplatform.app.user.UserTransactions;
import io.portfolioplatform.cache.Memoize;

import org.springframework.stereotype.Component;

/**
 * Computes what a user's dashboard shows, once for all of its answers.
 */
@Component
class Dashboards {

	private final OverviewRepository repository;

	private final UserTransactions transactions;

	private final Clock clock;

	Dashboards(OverviewRepository repository, UserTransactions transactions, Clock clock) {
		this.repository = repository;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Returns the dashboard of a user as of today, remembered until the user's portfolios
	 * change.
	 * @param userId the user
	 * @return the dashboard
	 */
	@Memoize(ttl = "300s", name = "overview", tags = UserTag.EXPRESSION)
	public Dashboard of(UUID userId) {
		UserId user = new UserId(userId);
		OverviewData data = this.transactions.read(user, () -> this.repository.find(user, LocalDate.now(this.clock)));
		return new OverviewAssembler(data).assemble();
	}

}
