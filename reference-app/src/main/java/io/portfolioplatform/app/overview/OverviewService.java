package io.portfolioplatform.app.overview;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTag;
import io.portfolioplatform.app.user.UserTransactions;
import io.portfolioplatform.cache.Memoize;

import org.springframework.stereotype.Service;

/**
 * Computes overviews.
 */
@Service
public class OverviewService {

	private final OverviewRepository repository;

	private final UserTransactions transactions;

	private final Clock clock;

	OverviewService(OverviewRepository repository, UserTransactions transactions, Clock clock) {
		this.repository = repository;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Returns the overview of a user as of today, remembered until the user's portfolios
	 * change.
	 * @param userId the user
	 * @return the overview, of an empty portfolio if nothing is recorded
	 */
	@Memoize(ttl = "300s", name = "overview", tags = UserTag.EXPRESSION)
	public Overview overview(UUID userId) {
		return assembler(userId).assemble();
	}

	/**
	 * Returns everything a user holds as of today, remembered like the overview, which
	 * shows the most valuable of it.
	 * @param userId the user
	 * @return the holdings
	 */
	@Memoize(ttl = "300s", name = "holdings", tags = UserTag.EXPRESSION)
	public HoldingList holdings(UUID userId) {
		return assembler(userId).holdings();
	}

	private OverviewAssembler assembler(UUID userId) {
		UserId user = new UserId(userId);
		return new OverviewAssembler(
				this.transactions.read(user, () -> this.repository.find(user, LocalDate.now(this.clock))));
	}

}
