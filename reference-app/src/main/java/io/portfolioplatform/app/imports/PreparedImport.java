package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.UUID;

/**
 * File whose accounts and instruments are there, so that its activities can be stored.
 *
 * @param portfolio where they go
 * @param accounts the accounts
 * @param instruments the instruments
 * @param known activities the portfolio holds already
 * @param fresh activities to store
 */
record PreparedImport(UUID portfolio, AccountIds accounts, InstrumentIds instruments, List<ParsedActivity> known,
		List<ParsedActivity> fresh) {
}
