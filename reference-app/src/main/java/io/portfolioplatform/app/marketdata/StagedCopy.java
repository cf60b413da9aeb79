package io.portfolioplatform.app.marketdata;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Loads many rows fast and repeatably: {@code COPY} into a temporary table that lives as
 * long as the transaction, then one statement that merges it into the real table.
 */
class StagedCopy {

	private final Connection connection;

	StagedCopy(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Copies rows into a temporary table and merges them.
	 * @param columns the columns of the temporary table {@code staging}
	 * @param rows writes the rows as CSV
	 * @param merge the statement that reads {@code staging}
	 * @throws SQLException if the database refuses a row
	 * @throws IOException if the source of the rows cannot be read
	 */
	void load(String columns, Rows rows, String merge) throws SQLException, IOException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create temporary table staging (" + columns + ") on commit drop");
			copy(rows);
			statement.executeUpdate(merge);
			statement.execute("drop table staging");
		}
	}

	private void copy(Rows rows) throws SQLException, IOException {
		PGConnection postgres = this.connection.unwrap(PGConnection.class);
		try (Writer csv = new BufferedWriter(new OutputStreamWriter(
				new PGCopyOutputStream(postgres, "copy staging from stdin (format csv)"), StandardCharsets.UTF_8))) {
			rows.writeTo(csv);
		}
	}

	/**
	 * Source of rows.
	 */
	interface Rows {

		void writeTo(Writer csv) throws IOException;

	}

}
