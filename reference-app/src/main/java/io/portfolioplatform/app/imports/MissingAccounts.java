package io.portfolioplatform.app.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The accounts a file speaks of that are not there yet, each once, in the order of the
 * file.
 */
final class MissingAccounts {

	private static final String UNNAMED = "Unassigned";

	private final AccountIds existing;

	/** Those that were found, by the same rules; their identifiers mean nothing. */
	private final AccountIds found;

	private final List<Missing> missing = new ArrayList<>();

	private MissingAccounts(ParsedImport parsed, AccountIds existing) {
		this.existing = existing;
		this.found = new AccountIds(parsed.describedAccounts());
	}

	static MissingAccounts of(ParsedImport parsed, AccountIds existing) {
		MissingAccounts missing = new MissingAccounts(parsed, existing);
		for (ParsedAccount account : parsed.accounts()) {
			String reference = account.reference();
			// Another account of the file may have this identifier for its name.
			if (!existing.contains(reference) && !missing.found.knows(reference)) {
				missing.add(reference, account.name(), account.currency());
			}
		}
		for (ParsedActivity activity : parsed.activities()) {
			String reference = activity.account();
			missing.need(reference, (reference != null) ? reference : UNNAMED, activity.currency());
			String target = activity.target();
			if (target != null) {
				missing.need(target, target, activity.currency());
			}
		}
		return missing;
	}

	private void need(@Nullable String reference, String name, String currency) {
		if (!this.existing.contains(reference) && !this.found.contains(reference)) {
			add(reference, name, currency);
		}
	}

	private void add(@Nullable String reference, String name, String currency) {
		this.found.add(new UUID(0, this.missing.size()), reference, name);
		this.missing.add(new Missing(reference, name, currency));
	}

	boolean isEmpty() {
		return this.missing.isEmpty();
	}

	void forEach(Consumer<Missing> action) {
		this.missing.forEach(action);
	}

	@Nullable String[] texts(Function<Missing, @Nullable String> column) {
		return this.missing.stream().map(column).toArray(String[]::new);
	}

	/**
	 * Account that is not there.
	 *
	 * @param reference how the file refers to it, or {@code null} for that of activities
	 * that name none
	 * @param name its name
	 * @param currency currency of its cash
	 */
	record Missing(@Nullable String reference, String name, String currency) {

	}

}
