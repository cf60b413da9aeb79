package io.portfolioplatform.cache.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes evictions into the database with what they follow from, so that they are told
 * even if this process does not reach Redis any more or ends right after the commit: a
 * transactional outbox. Another process tells what this one has not.
 */
public final class JdbcJournal implements Consumer<Invalidation> {

	private static final Log logger = LogFactory.getLog(JdbcJournal.class);

	private final JournalTable table;

	private final JournalRelay relay;

	/**
	 * Create the journal of this process.
	 * @param dataSource where the table is
	 * @param namespace tells applications on one database apart
	 * @param log where evictions go in the end
	 */
	public JdbcJournal(DataSource dataSource, String namespace, InvalidationLog log) {
		this.table = new JournalTable(dataSource, namespace, UUID.randomUUID().toString());
		this.relay = new JournalRelay(this.table, log);
	}

	/**
	 * Return what tells the evictions of others.
	 * @return to be run now and then
	 */
	public JournalRelay relay() {
		return this.relay;
	}

	/**
	 * Write an eviction before it is told: shortly before the commit where there is a
	 * transaction, which fails if it cannot be written, otherwise at once.
	 */
	@Override
	public void accept(Invalidation invalidation) {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive()) {
			rowsOfTransaction().rows.add(row(invalidation));
			return;
		}
		List<JournalTable.Row> rows = List.of(row(invalidation));
		try {
			this.table.insert(rows);
			this.relay.written(rows);
		}
		catch (SQLException ex) {
			logger.warn("An eviction outside a transaction is not in the journal: " + ex.getMessage());
		}
	}

	private static JournalTable.Row row(Invalidation invalidation) {
		return new JournalTable.Row(UUID.randomUUID().toString(), invalidation);
	}

	private Rows rowsOfTransaction() {
		for (TransactionSynchronization known : TransactionSynchronizationManager.getSynchronizations()) {
			if (known instanceof Rows rows && rows.journal() == this) {
				return rows;
			}
		}
		Rows rows = new Rows();
		TransactionSynchronizationManager.registerSynchronization(rows);
		return rows;
	}

	/**
	 * The rows of one transaction.
	 */
	private final class Rows implements TransactionSynchronization {

		private final List<JournalTable.Row> rows = new ArrayList<>();

		JdbcJournal journal() {
			return JdbcJournal.this;
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			if (readOnly) {
				// It has changed nothing.
				this.rows.clear();
				return;
			}
			try {
				JdbcJournal.this.table.insert(this.rows);
			}
			catch (SQLException ex) {
				throw new UncategorizedSQLException("write the journal of evictions", null, ex);
			}
		}

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED) {
				JdbcJournal.this.relay.written(this.rows);
			}
		}

	}

}
