package io.portfolioplatform.app.export;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands a portfolio out as a file that can be imported again, here or in Ghostfolio.
 */
@RestController
class ExportController {

	private final Portfolios portfolios;

	private final ExportRepository exports;

	private final UserTransactions transactions;

	private final Clock clock;

	ExportController(Portfolios portfolios, ExportRepository exports, UserTransactions transactions, Clock clock) {
		this.portfolios = portfolios;
		this.exports = exports;
		this.transactions = transactions;
		this.clock = clock;
	}

	@GetMapping("/api/portfolios/{id}/export")
	ResponseEntity<GhostfolioExport> export(UserId user, @PathVariable UUID id) {
		GhostfolioExport export = this.transactions.read(user, () -> {
			this.portfolios.require(user, id);
			return this.exports.export(user, id, this.clock.instant());
		});
		ContentDisposition file = ContentDisposition.attachment()
			.filename("portfolio-" + LocalDate.now(this.clock) + ".json")
			.build();
		return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, file.toString()).body(export);
	}

}
