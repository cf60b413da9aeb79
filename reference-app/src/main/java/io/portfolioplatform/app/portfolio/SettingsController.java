package io.portfolioplatform.app.portfolio;

import io.portfolioplatform.app.audit.AuditLog;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;
import io.portfolioplatform.app.user.UserTransactions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows and changes what the signed-in user has settled on.
 */
@RestController
@RequestMapping("/api/settings")
class SettingsController {

	private final UserSettings settings;

	private final UserTransactions transactions;

	private final AuditLog audit;

	private final ApplicationEventPublisher events;

	SettingsController(UserSettings settings, UserTransactions transactions, AuditLog audit,
			ApplicationEventPublisher events) {
		this.settings = settings;
		this.transactions = transactions;
		this.audit = audit;
		this.events = events;
	}

	@GetMapping
	Settings get(UserId user) {
		return new Settings(this.transactions.read(user, () -> this.settings.baseCurrency(user)));
	}

	@PutMapping
	Settings change(UserId user, @RequestBody Settings wanted) {
		String currency = AccountRequest.checked("baseCurrency", wanted.baseCurrency());
		return this.transactions.write(user, () -> {
			this.settings.changeBaseCurrency(user, currency);
			this.audit.add(user, "settings.change", "settings", wanted);
			this.events.publishEvent(new PortfolioChanged(user));
			return wanted;
		});
	}

}
