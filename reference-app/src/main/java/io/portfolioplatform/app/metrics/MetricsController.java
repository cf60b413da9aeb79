package io.portfolioplatform.app.metrics;

import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers the metrics of a portfolio at once, whether they are current or not.
 */
@RestController
class MetricsController {

	private final MetricsService metrics;

	MetricsController(MetricsService metrics) {
		this.metrics = metrics;
	}

	@GetMapping("/api/portfolios/{id}/metrics")
	PortfolioMetrics metrics(UserId user, @PathVariable UUID id) {
		return this.metrics.find(user, id);
	}

}
