package io.portfolioplatform.app.imports;

import java.sql.Types;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Stores activities in batches.
 */
@Repository
class ImportActivities {

	private static final int BATCH_SIZE = 1000;

	private final JdbcTemplate jdbc;

	ImportActivities(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	void insert(UserId user, UUID run, List<ParsedActivity> activities, AccountIds accounts,
			InstrumentIds instruments) {
		this.jdbc.batchUpdate("""
				insert into activity (user_id, account_id, instrument_id, import_id, type, date, quantity, unit_price,
					fee, currency, comment)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""", activities, BATCH_SIZE, (statement, activity) -> {
			statement.setObject(1, user.value());
			statement.setObject(2, accounts.get(activity.account()));
			statement.setObject(3, instruments.get(activity.instrument()), Types.BIGINT);
			statement.setObject(4, run);
			statement.setString(5, activity.type().name());
			statement.setObject(6, activity.date());
			statement.setBigDecimal(7, activity.quantity());
			statement.setBigDecimal(8, activity.unitPrice());
			statement.setBigDecimal(9, activity.fee());
			statement.setString(10, activity.currency());
			statement.setString(11, activity.comment());
		});
	}

}
