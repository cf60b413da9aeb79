package io.portfolioplatform.app.audit;

import java.util.List;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows people what was changed in their name.
 */
@RestController
class AuditController {

	private static final int MOST = 100;

	private final AuditLog log;

	private final UserTransactions transactions;

	AuditController(AuditLog log, UserTransactions transactions) {
		this.log = log;
		this.transactions = transactions;
	}

	@GetMapping("/api/audit")
	List<AuditEntry> latest(UserId user) {
		return this.transactions.read(user, () -> this.log.latest(user, MOST));
	}

}
