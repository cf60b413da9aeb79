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

/**
 * A crowd of clients of PostgreSQL that connect and stay, and when they are refused try
 * again: they take each connection that becomes free.
 *
 * @param sql connects
 * @param held connections that were not refused
 * @param threads those who try
 */
record Storm(Sql sql, Queue<Connection> held, List<Trying> threads) {

	private static final int CROWD = 8;

	private static final String NAME = "storm";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Whoever is connected already loses that: the crowd takes its place. */
	private static final String LOSE = """
			select count(pg_terminate_backend(pid)) from pg_stat_activity
				where usename = 'portfolio_app' and application_name <> '%s'
			""".formatted(NAME);

	static Storm of(Sql sql) {
		return new Storm(sql, new ConcurrentLinkedQueue<>(), new ArrayList<>());
	}

	/** Whoever may still do so connects first: later the crowd is in the way. */
	void begin() throws Exception {
		try (Connection owner = this.sql.begin("select 1"); Statement statement = owner.createStatement()) {
			rush();
			ResultSet lost = statement.executeQuery(LOSE);
			lost.next();
			if (lost.getLong(1) == 0) {
				throw new IllegalStateException("PgBouncer had no connection to lose");
			}
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
		for (Trying trying : this.threads) {
			trying.ended.countDown();
			trying.join();
		}
		this.threads.clear();
		for (Connection connection = this.held.poll(); connection != null; connection = this.held.poll()) {
			connection.close();
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
