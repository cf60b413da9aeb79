package io.portfolioplatform.app.imports;

import java.util.UUID;

import io.portfolioplatform.app.portfolio.PortfolioChanged;
import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores what was read, all of it or nothing.
 */
@Component
class ImportWriter {

	private final UserSettings settings;

	private final Portfolios portfolios;

	private final ImportRuns runs;

	private final ImportAccounts accounts;

	private final ImportInstruments instruments;

	private final ImportActivities activities;

	private final ImportWarnings warnings;

	private final ApplicationEventPublisher events;

	ImportWriter(UserSettings settings, Portfolios portfolios, ImportRuns runs, ImportAccounts accounts,
			ImportInstruments instruments, ImportActivities activities, ImportWarnings warnings,
			ApplicationEventPublisher events) {
		this.settings = settings;
		this.portfolios = portfolios;
		this.runs = runs;
		this.accounts = accounts;
		this.instruments = instruments;
		this.activities = activities;
		this.warnings = warnings;
		this.events = events;
	}

	@Transactional
	ImportReport write(UserId user, ImportFile file, ParsedImport parsed, @Nullable UUID portfolio) {
		String baseCurrency = parsed.baseCurrency();
		this.settings.proposeBaseCurrency(user,
				(baseCurrency != null) ? baseCurrency : UserSettings.DEFAULT_BASE_CURRENCY);
		UUID target = target(user, portfolio);
		UUID run = this.runs.start(user, target, file, parsed.activities().size());
		AccountIds accountIds = this.accounts.require(user, target, parsed);
		InstrumentIds instrumentIds = this.instruments.require(user, parsed);
		this.activities.insert(user, parsed.activities(), accountIds, instrumentIds);
		int balances = this.accounts.storeBalances(user, parsed, accountIds);
		this.events.publishEvent(new PortfolioChanged(user));
		return new ImportReport(run, target, file.name(), parsed.format(), parsed.activities().size(), balances,
				this.warnings.of(parsed, instrumentIds));
	}

	private UUID target(UserId user, @Nullable UUID portfolio) {
		if (portfolio == null) {
			return this.portfolios.requireDefault(user);
		}
		this.portfolios.require(user, portfolio);
		return portfolio;
	}

}
