package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.Sql;

/**
 * What can go wrong where prices come from, while a backend asks for them. Nobody who
 * uses the system waits for that: they must notice nothing.
 *
 * @param provider where prices come from
 * @param sql makes the backends ask, and sees what they have kept
 * @param lasts how long it goes wrong
 */
record ProviderFaults(FakeAlphaVantage provider, Sql sql, Duration lasts) {

	private static final long PATIENCE_SECONDS = 30;

	private static final String JOB = "from scheduled_tasks where task_name = 'refresh-prices'";

	private static final String FETCHED = "fetched_at is not null and (date, close) = " + ProviderAnswer.STORED;

	private static final String STORED = "select count(*) from price where " + FETCHED;

	private static final String FORGET = "update price set fetched_at = null where " + FETCHED;

	/** For as long as five failures keep a backend from asking, and a job's delay. */
	private static final Duration BREAKER = Duration.ofSeconds(90);

	/** Prices of everything are old, and it is time to fetch them. */
	private static final String NIGHT = """
			update instrument set checked_at = null, problem = null where user_id is null;
			insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
				values ('refresh-prices', 'all', now(), false, 1)
				on conflict (task_name, task_instance) do update set execution_time = now()
				where not scheduled_tasks.picked;
			""";

	/** A backend asks no more for a minute after five failures: they come last. */
	List<Fault> all() {
		return List.of(fault("answers when it is too late", ProviderAnswer.LATE),
				fault("has no calls left", ProviderAnswer.NO_CALLS), fault("answers nonsense", ProviderAnswer.NONSENSE),
				fault("answers 500", ProviderAnswer.FAILURE));
	}

	private Fault fault(String what, ProviderAnswer answer) {
		return new Fault("Alpha Vantage " + what, this.lasts, () -> {
			this.provider.answer(answer);
			this.sql.run(FORGET);
			this.sql.run(NIGHT);
			if (!this.provider.awaitAsked(PATIENCE_SECONDS)) {
				throw new IllegalStateException("no backend has asked for prices");
			}
		}, () -> {
			long waiting = this.sql.count("select count(*) " + JOB);
			this.provider.answer(ProviderAnswer.SERIES);
			check(waiting);
			awaitPrice();
		}).forNobody();
	}

	/**
	 * The next night prices come again. The backend that has just been disappointed may
	 * not ask before its breaker lets it.
	 */
	private void awaitPrice() throws IOException, InterruptedException, SQLException {
		long begun = System.nanoTime();
		while (this.sql.count(STORED) == 0) {
			if (System.nanoTime() - begun > BREAKER.toNanos()) {
				throw new IllegalStateException("prices have not come again");
			}
			this.sql.run(NIGHT);
			TimeUnit.SECONDS.sleep(1);
		}
	}

	private void check(long waiting) throws IOException, SQLException {
		if (waiting != 1) {
			throw new IllegalStateException("the refresh of prices was given up");
		}
		if (this.sql.count("select count(*) from price where fetched_at is not null and (date, close) <> "
				+ ProviderAnswer.STORED) > 0) {
			throw new IllegalStateException("a price was stored that nobody has told");
		}
	}

}
