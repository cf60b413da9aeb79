package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Everything a file holds.
 *
 * @param format name of the format
 * @param baseCurrency the currency its owner looks at figures in, if the file says so
 * @param accounts the accounts it describes
 * @param instruments the instruments kept by hand that it describes
 * @param activities the activities in the order of the file
 * @param ignoredColumns columns that hold nothing an activity has
 */
record ParsedImport(String format, @Nullable String baseCurrency, List<ParsedAccount> accounts,
		List<ParsedInstrument> instruments, List<ParsedActivity> activities, List<String> ignoredColumns) {

	/**
	 * Returns the identifiers of which the file itself says which account they mean.
	 * @return the identifiers
	 */
	Set<String> describedAccounts() {
		return this.accounts.stream().map(ParsedAccount::reference).collect(Collectors.toUnmodifiableSet());
	}

}
