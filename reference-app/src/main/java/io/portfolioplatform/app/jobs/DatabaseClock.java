package io.portfolioplatform.app.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The database's clock, by which all processes agree when a job is due and whose signs of
 * life are missing. It is asked whenever the scheduler looks for the latter. Between two
 * answers it goes on as the JVM measures durations, which setting a clock does not
 * change; until the first one it is the JVM's clock.
 */
@Component
class DatabaseClock extends AbstractSchedulerListener implements Clock {

	private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

	private final JdbcClient jdbc;

	private volatile Reading reading;

	@Autowired
	DatabaseClock(JdbcClient jdbc) {
		this(jdbc, InstantSource.system());
	}

	DatabaseClock(JdbcClient jdbc, InstantSource jvm) {
		this.jdbc = jdbc;
		this.reading = new Reading(jvm.instant(), System.nanoTime());
	}

	@Override
	public Instant now() {
		return this.reading.at(System.nanoTime());
	}

	/**
	 * Asks the database; where it does not answer the clock goes on.
	 */
	void ask() {
		long asked = System.nanoTime();
		try {
			Instant told = this.jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
			// In the middle between question and answer, as far as anybody knows.
			this.reading = new Reading(told, asked + (System.nanoTime() - asked) / 2);
		}
		catch (DataAccessException | TransactionException ex) {
			log.warn("The database does not tell the time: {}", ex.getMessage());
		}
	}

	@Override
	public void onSchedulerEvent(SchedulerEventType type) {
		if (type == SchedulerEventType.RAN_DETECT_DEAD) {
			ask();
		}
	}

	/**
	 * What a clock has told.
	 *
	 * @param time what it told
	 * @param nanos when, in the terms of {@link System#nanoTime()}
	 */
	private record Reading(Instant time, long nanos) {

		Instant at(long now) {
			return this.time.plus(Duration.ofNanos(now - this.nanos));
		}

	}

}
