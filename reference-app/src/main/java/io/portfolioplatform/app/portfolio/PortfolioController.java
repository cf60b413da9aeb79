package io.portfolioplatform.app.portfolio;

import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the signed-in user's portfolios.
 */
@RestController
@RequestMapping("/api/portfolios")
class PortfolioController {

	private final Portfolios portfolios;

	private final UserTransactions transactions;

	PortfolioController(Portfolios portfolios, UserTransactions transactions) {
		this.portfolios = portfolios;
		this.transactions = transactions;
	}

	@GetMapping
	List<PortfolioSummary> list(UserId user) {
		return this.transactions.read(user, () -> this.portfolios.list(user));
	}

	@GetMapping("/{id}")
	PortfolioDetails get(UserId user, @PathVariable UUID id) {
		return this.transactions.read(user, () -> this.portfolios.get(user, id));
	}

}
