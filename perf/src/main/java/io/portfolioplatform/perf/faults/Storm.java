package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A crowd of clients of PostgreSQL that connect and stay, and when they are refused try
 * again: they take each connection that becomes free, until nobody else has any.
 */
final class Storm {

	private static final int CROWD = 8;

	private static final String NAME = "storm";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** PgBouncer tries again each second. */
	private static final Duration ALONE = Duration.ofSeconds(2);

	private static final String OTHERS = """
			from pg_stat_activity where usename = 'portfolio_app' and application_name <> '%s'
			""".formatted(NAME);

	private final Sql sql;

	private final Queue<Connection> held = new ConcurrentLinkedQueue<>();

	private final List<Trying> threads = new ArrayList<>();

	/** Whoever may still do so connects first: later the crowd is in the way. */
	private @Nullable Connection owner;

	Storm(Sql sql) {
		this.sql = sql;
	}

	void begin() throws Exception {
		Connection owner = this.sql.begin("select 1");
		this.owner = owner;
		rush();
		// Whoever is connected already loses that: the crowd takes its place.
		if (count(owner, "count(pg_terminate_backend(pid))") == 0) {
			throw new IllegalStateException("PgBouncer had no connection to lose");
		}
		long begun = System.nanoTime();
		long alone = begun;
		while (System.nanoTime() - alone < ALONE.toNanos()) {
			if (count(owner, "count(pg_terminate_backend(pid))") > 0) {
				alone = System.nanoTime();
			}
			if (alone - begun > PATIENCE.toNanos()) {
				throw new IllegalStateException("PgBouncer gets connections all the same");
			}
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

	private static long count(Connection owner, String what) throws SQLException {
		// Within a transaction PostgreSQL tells what it told first.
		owner.commit();
		try (Statement statement = owner.createStatement();
				ResultSet row = statement.executeQuery("select " + what + " " + OTHERS)) {
			row.next();
			return row.getLong(1);
		}
	}

	private void rush() throws InterruptedException {
		for (int i = 0; i < CROWD; i++) {
			Trying trying = new Trying();
			this.threads.add(trying);
			trying.start();
		}
		for (Trying trying : this.threads) {
			if (!trying.refused.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("PostgreSQL refuses nobody");
			}
		}
	}

	void end() throws SQLException, InterruptedException {
		long others = 0;
		if (this.owner != null) {
			others = count(this.owner, "count(*)");
			this.owner.close();
			this.owner = null;
		}
		for (Trying trying : this.threads) {
			trying.ended.countDown();
			trying.join();
		}
		this.threads.clear();
		for (Connection connection = this.held.poll(); connection != null; connection = this.held.poll()) {
			connection.close();
		}
		if (others > 0) {
			throw new IllegalStateException("PgBouncer had " + others + " connections all the same");
		}
	}

	/**
	 * One of the crowd.
	 */
	private final class Trying extends Thread {

		private final CountDownLatch refused = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private Trying() {
			super(NAME);
			setDaemon(true);
		}

		@Override
		public void run() {
			try {
				while (!this.ended.await(connects() ? 0 : 10, TimeUnit.MILLISECONDS)) {
					Thread.onSpinWait();
				}
			}
			catch (InterruptedException | IOException ex) {
				interrupt();
			}
		}

		private boolean connects() throws IOException {
			try {
				Storm.this.held.add(Storm.this.sql.direct(NAME));
				return true;
			}
			catch (SQLException ex) {
				this.refused.countDown();
				return false;
			}
		}

	}

}
