package io.portfolioplatform.app.overview;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.cache.Memoize;

import org.springframework.stereotype.Service;

/**
 * Computes overviews.
 */
@Service
public class OverviewService {

	private final OverviewRepository repository;

	private final Clock clock;

	OverviewService(OverviewRepository repository, Clock clock) {
		this.repository = repository;
		this.clock = clock;
	}

	/**
	 * Returns the overview of a user as of today, remembered until the user's portfolios
	 * change.
	 * @param userId the user
	 * @return the overview, of an empty portfolio if nothing is recorded
	 */
	@Memoize(ttl = "300s", key = "#userId", name = "overview")
	public Overview overview(UUID userId) {
		OverviewData data = this.repository.find(new UserId(userId), LocalDate.now(this.clock));
		return new OverviewAssembler(data).assemble();
	}

}
