package io.portfolioplatform.cache.journal;

import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
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
	 * Write an eviction before it is told, in the transaction if there is one, which
	 * cannot go on if it cannot be written. At once, not shortly before the commit: what
	 * a flush or a listener asks for while it commits would come too late.
	 */
	@Override
	public void accept(Invalidation invalidation) {
		JournalTable.Row row = JournalTable.Row.of(invalidation);
		boolean synchronizes = TransactionSynchronizationManager.isSynchronizationActive();
		if (synchronizes && TransactionSynchronizationManager.isActualTransactionActive()) {
			// One that only reads has changed nothing.
			if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
				this.table.insert(row);
				TransactionSynchronizationManager.registerSynchronization(new Published(row));
			}
			return;
		}
		try {
			this.table.insert(row);
			if (synchronizes) {
				// The eviction waits for the end of a scope without a transaction.
				TransactionSynchronizationManager.registerSynchronization(new Published(row));
			}
			else {
				this.relay.announced(row);
			}
		}
		catch (DataAccessException ex) {
			logger.warn("An eviction outside a transaction is not in the journal: " + ex.getMessage());
		}
	}

	/**
	 * Knows when a row is there and its eviction, which comes first of all after the
	 * commit, is published.
	 */
	private final class Published implements TransactionSynchronization {

		private final JournalTable.Row row;

		Published(JournalTable.Row row) {
			this.row = row;
		}

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED) {
				JdbcJournal.this.relay.published(this.row);
			}
		}

	}

}
