package io.portfolioplatform.cache.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Deletes the rows of this process once they are told, and tells those that others have
 * left for longer than two rounds: a process that tells its own has deleted them by then.
 */
public final class JournalRelay {

	private static final Log logger = LogFactory.getLog(JournalRelay.class);

	private static final long TIMEOUT = 5;

	/** In how many rounds a row has been seen that is left. */
	private static final int LEFT = 3;

	/** Most rows of this process that wait. */
	private static final int MOST = 10_000;

	private final JournalTable table;

	private final InvalidationLog log;

	private final Queue<String> announced = new ConcurrentLinkedQueue<>();

	private final Queue<String> published = new ConcurrentLinkedQueue<>();

	private List<String> own = new ArrayList<>();

	/** Number of the last eviction that those may stand for. */
	private long last;

	private Map<String, Integer> sightings = Map.of();

	private boolean failing;

	JournalRelay(JournalTable table, InvalidationLog log) {
		this.table = table;
		this.log = log;
	}

	/**
	 * A row is there whose eviction is published at once.
	 */
	void announced(JournalTable.Row row) {
		this.announced.add(row.id());
	}

	/**
	 * A row is there whose eviction has been published.
	 */
	void published(JournalTable.Row row) {
		this.published.add(row.id());
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
	 * @param evictions those of this process
	 */
	public void round(PendingInvalidations evictions) {
		try {
			deleteOwn(evictions);
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

	private void deleteOwn(PendingInvalidations evictions) {
		deleteTold(evictions);
		// Later ones wait for their turn: under load there is always one on its way.
		if (this.own.isEmpty() || this.own.size() + this.published.size() > MOST) {
			// An error meanwhile leaves some of them here: until all are told, then.
			this.last = Long.MAX_VALUE;
			move(this.published, this.own);
			this.last = evictions.published();
			deleteTold(evictions);
		}
		// Published by the next round, long before it.
		move(this.announced, this.published);
		if (this.own.size() > MOST) {
			// The log is out of reach. If others have to tell them, it is quicker to
			// forget everything.
			JournalTable.Row all = JournalTable.Row.of(Invalidation.all(""));
			this.table.insert(all);
			this.table.delete(this.own);
			this.own = new ArrayList<>(List.of(all.id()));
		}
	}

	private void deleteTold(PendingInvalidations evictions) {
		if (evictions.isTold(this.last)) {
			this.table.delete(this.own);
			this.own = new ArrayList<>();
		}
	}

	private static void move(Queue<String> from, Collection<String> to) {
		for (String id = from.poll(); id != null; id = from.poll()) {
			to.add(id);
		}
	}

	private void tellForOthers() throws ExecutionException, TimeoutException, InterruptedException {
		List<JournalTable.Row> rows = this.table.ofOthers();
		Map<String, Integer> earlier = this.sightings;
		this.sightings = rows.stream()
			.map(JournalTable.Row::id)
			.collect(Collectors.toMap(Function.identity(), (id) -> earlier.getOrDefault(id, 0) + 1));
		List<JournalTable.Row> left = rows.stream()
			.filter((row) -> this.sightings.getOrDefault(row.id(), 0) >= LEFT)
			.toList();
		List<String> told = left.stream().map(JournalTable.Row::id).collect(Collectors.toCollection(ArrayList::new));
		if (left.size() == JournalTable.MOST) {
			// So many that it is quicker to forget everything. That stands for what
			// is there by now; what is committed later is told, however old it is.
			told.addAll(this.table.idsOfOthersUntil(left.get(left.size() - 1)));
			tell(Invalidation.all(""));
		}
		else {
			for (JournalTable.Row row : left) {
				tell(row.invalidation());
			}
		}
		this.table.delete(told);
	}

	private void tell(Invalidation invalidation) throws ExecutionException, TimeoutException, InterruptedException {
		this.log.appendForAnother(invalidation).toCompletableFuture().get(TIMEOUT, TimeUnit.SECONDS);
	}

}
