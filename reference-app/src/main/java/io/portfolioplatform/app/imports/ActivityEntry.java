package io.portfolioplatform.app.imports;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.portfolioplatform.app.problem.BadFieldException;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads a single activity by the rules of a file. Call it inside a transaction: it
 * creates the account and the instrument if they are not there.
 */
@Component
public class ActivityEntry {

	private final ImportAccounts accounts;

	private final ImportInstruments instruments;

	private final ActivityReader reader = new ActivityReader();

	ActivityEntry(ImportAccounts accounts, ImportInstruments instruments) {
		this.accounts = accounts;
		this.instruments = instruments;
	}

	/**
	 * Reads an activity.
	 * @param user the owner
	 * @param portfolio the portfolio it belongs to
	 * @param account its account, or {@code null} for that of activities that name none
	 * @param targetAccount the account a transfer goes to, otherwise {@code null}
	 * @param fields its fields by the names of the Ghostfolio format
	 * @return the activity
	 * @throws BadFieldException if a field cannot be understood
	 */
	public EnteredActivity read(UserId user, UUID portfolio, @Nullable UUID account, @Nullable UUID targetAccount,
			Map<String, String> fields) {
		ParsedActivity parsed = parse(fields);
		ParsedImport single = new ParsedImport("Entry", null, List.of(), List.of(), List.of(parsed.withoutTarget()),
				List.of());
		UUID target = (account != null) ? account : this.accounts.require(user, portfolio, single).get(null);
		Long instrument = this.instruments.require(user, single).get(parsed.instrument());
		if (target.equals(targetAccount)) {
			throw new BadFieldException("targetAccountId", target.toString(), "must be another account");
		}
		return new EnteredActivity(target, targetAccount, instrument, parsed.type().name(), parsed.date(),
				parsed.quantity(), parsed.unitPrice(), parsed.fee(), parsed.currency(), parsed.comment());
	}

	private ParsedActivity parse(Map<String, String> fields) {
		Map<Field, Cell> cells = new EnumMap<>(Field.class);
		fields.forEach(
				(name, value) -> Field.named(name).ifPresent((field) -> cells.put(field, new Cell(1, name, value))));
		try {
			return this.reader.read(new Row(1, cells, false));
		}
		catch (BadCellException ex) {
			ImportProblem problem = ex.problem();
			throw new BadFieldException(problem.column(), problem.value(), problem.message());
		}
	}

}
