package io.portfolioplatform.app.imports;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Stores activities in batches.
 */
@Repository
class ImportActivities {

	private static final int BATCH_SIZE = 5000;

	private final JdbcTemplate jdbc;

	ImportActivities(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	void insert(UserId user, UUID run, PreparedImport prepared, IntConsumer progress) {
		List<ParsedActivity> activities = prepared.fresh();
		for (int start = 0; start < activities.size(); start += BATCH_SIZE) {
			int end = Math.min(start + BATCH_SIZE, activities.size());
			insert(user, run, activities.subList(start, end), prepared.accounts(), prepared.instruments());
			progress.accept(end);
		}
	}

	private void insert(UserId user, UUID run, List<ParsedActivity> activities, AccountIds accounts,
			InstrumentIds instruments) {
		this.jdbc.batchUpdate("""
				insert into activity (user_id, account_id, instrument_id, type, date, quantity, unit_price,
					fee, currency, comment, target_account_id, import_run_id)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""", activities, BATCH_SIZE, (statement, activity) -> {
			statement.setObject(1, user.value());
			statement.setObject(2, accounts.get(activity.account()));
			statement.setObject(3, instruments.get(activity.instrument()), Types.BIGINT);
			statement.setString(4, activity.type().name());
			statement.setObject(5, activity.date());
			statement.setBigDecimal(6, activity.quantity());
			statement.setBigDecimal(7, activity.unitPrice());
			statement.setBigDecimal(8, activity.fee());
			statement.setString(9, activity.currency());
			statement.setString(10, activity.comment());
			String target = activity.target();
			statement.setObject(11, (target != null) ? accounts.get(target) : null, Types.OTHER);
			statement.setObject(12, run);
		});
	}

}
