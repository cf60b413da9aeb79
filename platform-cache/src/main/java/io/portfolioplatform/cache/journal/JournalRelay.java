package io.portfolioplatform.cache.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Deletes the rows of this process once they are told, and tells those that others have
 * left for longer than one round.
 */
public final class JournalRelay {

	private static final Log logger = LogFactory.getLog(JournalRelay.class);

	private static final long TIMEOUT = 5;

	private final JournalTable table;

	private final InvalidationLog log;

	private final Queue<String> written = new ConcurrentLinkedQueue<>();

	private List<String> own = new ArrayList<>();

	private Set<String> seen = Set.of();

	private boolean failing;

	JournalRelay(JournalTable table, InvalidationLog log) {
		this.table = table;
		this.log = log;
	}

	void written(JournalTable.Row row) {
		this.written.add(row.id());
	}

	/**
	 * Fail unless the table is there, if the database can be asked.
	 * @throws MissingJournalTableException if it is not
	 */
	public void check() {
		try {
			this.table.check();
		}
		catch (BadSqlGrammarException ex) {
			throw new MissingJournalTableException(ex.getMostSpecificCause());
		}
		catch (DataAccessException ex) {
			// The database cannot be asked.
		}
	}

	/**
	 * Make one round. Never fails; to be called by one thread at a time.
	 * @param settled whether all that this process has evicted is told
	 */
	public void round(BooleanSupplier settled) {
		try {
			deleteOwn(settled);
			tellForOthers();
			this.failing = false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			if (!this.failing) {
				logger.warn("The journal of evictions waits: " + ex.getMessage());
			}
			this.failing = true;
		}
	}

	/**
	 * What was written before the last round is on its way since, so that it is told when
	 * nothing is on its way.
	 */
	private void deleteOwn(BooleanSupplier settled) {
		if (settled.getAsBoolean()) {
			this.table.delete(this.own);
			this.own = new ArrayList<>();
		}
		for (String id = this.written.poll(); id != null; id = this.written.poll()) {
			this.own.add(id);
		}
	}

	private void tellForOthers() throws ExecutionException, TimeoutException, InterruptedException {
		List<JournalTable.Row> rows = this.table.ofOthers();
		List<JournalTable.Row> left = rows.stream().filter((row) -> this.seen.contains(row.id())).toList();
		if (rows.size() == JournalTable.MOST) {
			// So many that it is quicker to forget everything.
			tell(Invalidation.all(""));
			left = rows;
		}
		else {
			for (JournalTable.Row row : left) {
				tell(row.invalidation());
			}
		}
		this.table.delete(left.stream().map(JournalTable.Row::id).toList());
		Set<String> seen = new HashSet<>();
		rows.forEach((row) -> seen.add(row.id()));
		this.seen = seen;
	}

	private void tell(Invalidation invalidation) throws ExecutionException, TimeoutException, InterruptedException {
		this.log.appendForAnother(invalidation).toCompletableFuture().get(TIMEOUT, TimeUnit.SECONDS);
	}

}
