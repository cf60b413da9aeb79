package io.portfolioplatform.app.performance;

import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.stereotype.Component;

/**
 * Computes how a portfolio fared since its first day, for jobs.
 */
@Component
public class LifetimePerformance {

	private final PerformanceService performances;

	LifetimePerformance(PerformanceService performances) {
		this.performances = performances;
	}

	/**
	 * Computes the figures of a portfolio as of today.
	 * @param user the owner
	 * @param portfolio the portfolio
	 * @return the figures
	 */
	public LifetimeFigures figures(UserId user, UUID portfolio) {
		return LifetimeFigures
			.of(this.performances.performance(user.value(), portfolio, PerformanceRange.MAXIMUM, null));
	}

}
