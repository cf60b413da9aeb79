package io.portfolioplatform.app.imports;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

import io.portfolioplatform.app.audit.AuditLog;
import io.portfolioplatform.app.portfolio.PortfolioChanged;
import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Stores what was read. Call it inside a transaction of the user.
 */
@Component
class ImportWriter {

	private final UserSettings settings;

	private final Portfolios portfolios;

	private final ImportRuns runs;

	private final ImportAccounts accounts;

	private final ImportInstruments instruments;

	private final StoredActivities stored;

	private final ImportActivities activities;

	private final ImportWarnings warnings;

	private final AuditLog audit;

	private final ApplicationEventPublisher events;

	ImportWriter(UserSettings settings, Portfolios portfolios, ImportRuns runs, ImportAccounts accounts,
			ImportInstruments instruments, StoredActivities stored, ImportActivities activities,
			ImportWarnings warnings, AuditLog audit, ApplicationEventPublisher events) {
		this.settings = settings;
		this.portfolios = portfolios;
		this.runs = runs;
		this.accounts = accounts;
		this.instruments = instruments;
		this.stored = stored;
		this.activities = activities;
		this.warnings = warnings;
		this.audit = audit;
		this.events = events;
	}

	ImportReport write(UserId user, ImportFile file, ParsedImport parsed, @Nullable UUID portfolio,
			Duplicates duplicates, IntConsumer progress) {
		UUID target = target(user, parsed, portfolio);
		// What another import is about to store would not be recognised.
		this.portfolios.lockForImport(user, target);
		PreparedImport prepared = prepare(user, file, parsed, target, duplicates);
		UUID run = this.runs.add(user, target, file, parsed.activities().size());
		this.activities.insert(user, run, prepared, progress);
		this.accounts.remember(user, prepared.accounts());
		int balances = this.accounts.storeBalances(user, parsed, prepared.accounts());
		ImportReport report = new ImportReport(run, target, file.name(), parsed.format(), prepared.fresh().size(),
				prepared.known().size(), balances, this.warnings.of(parsed, prepared, duplicates));
		this.audit.add(user, "import", "portfolio " + target, report);
		this.events.publishEvent(new PortfolioChanged(user));
		return report;
	}

	/**
	 * Does everything up to storing activities.
	 * @param user the owner
	 * @param file the file
	 * @param parsed what it holds
	 * @param portfolio where it would go
	 * @return what would be stored
	 */
	ImportPreview rehearse(UserId user, ImportFile file, ParsedImport parsed, @Nullable UUID portfolio) {
		UUID target = target(user, parsed, portfolio);
		this.portfolios.require(user, target);
		PreparedImport prepared = prepare(user, file, parsed, target, Duplicates.SKIP);
		return ImportPreview.of(file.name(), parsed, prepared, this.warnings.of(parsed, prepared, Duplicates.SKIP));
	}

	private PreparedImport prepare(UserId user, ImportFile file, ParsedImport parsed, UUID target,
			Duplicates duplicates) {
		AccountIds accountIds = this.accounts.require(user, target, parsed);
		checkTransfers(file, parsed, accountIds);
		InstrumentIds instrumentIds = this.instruments.require(user, parsed);
		List<ParsedActivity> known = this.stored.among(user, target, parsed.activities(), accountIds, instrumentIds);
		// Also with KEEP: who sends a request again whose answer was lost does not want
		// everything twice. What was edited since would not be recognised.
		if (this.runs.refuses(user, target, file, !known.isEmpty())) {
			throw new AlreadyImportedException(file.name());
		}
		List<ParsedActivity> fresh = (known.isEmpty() || duplicates == Duplicates.KEEP) ? parsed.activities()
				: without(parsed.activities(), known);
		return new PreparedImport(target, accountIds, instrumentIds, known, fresh);
	}

	/**
	 * Only here it shows that two names, or a name and none, mean the same account.
	 */
	private static void checkTransfers(ImportFile file, ParsedImport parsed, AccountIds accounts) {
		ImportProblems problems = new ImportProblems(file.name());
		for (ParsedActivity activity : parsed.activities()) {
			Cell target = activity.targetCell();
			if (target != null && accounts.get(target.text()).equals(accounts.get(activity.account()))) {
				problems.add(target.refused("is the account that the TRANSFER comes from").problem());
			}
		}
		problems.throwIfAny();
	}

	private static List<ParsedActivity> without(List<ParsedActivity> all, List<ParsedActivity> known) {
		// By identity: activities of a JSON file may share a line and everything else.
		Set<ParsedActivity> left = Collections.newSetFromMap(new IdentityHashMap<>());
		left.addAll(known);
		return all.stream().filter((activity) -> !left.contains(activity)).toList();
	}

	private UUID target(UserId user, ParsedImport parsed, @Nullable UUID portfolio) {
		String baseCurrency = parsed.baseCurrency();
		this.settings.proposeBaseCurrency(user,
				(baseCurrency != null) ? baseCurrency : UserSettings.DEFAULT_BASE_CURRENCY);
		return (portfolio != null) ? portfolio : this.portfolios.requireDefault(user);
	}

}
