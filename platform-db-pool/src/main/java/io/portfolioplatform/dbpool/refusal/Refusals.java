package io.portfolioplatform.dbpool.refusal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals and tells of them once a minute and reason at most, with the arithmetic
 * of the budget.
 */
public final class Refusals {

	private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);

	private static final long SILENCE = Duration.ofMinutes(1).toNanos();

	private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

	private final Map<Refusal, AtomicLong> told = new EnumMap<>(Refusal.class);

	private final Supplier<String> arithmetic;

	private final String setting;

	/**
	 * Create the counters.
	 * @param arithmetic says how many connections this process may open, and why
	 * @param setting the variable or property that holds the URL
	 */
	public Refusals(Supplier<String> arithmetic, String setting) {
		this.arithmetic = arithmetic;
		this.setting = setting;
		for (Refusal refusal : Refusal.values()) {
			this.counts.put(refusal, new LongAdder());
			this.told.put(refusal, new AtomicLong(System.nanoTime() - SILENCE));
		}
	}

	/**
	 * Count a refusal.
	 * @param refusal the reason
	 * @param exception what the driver threw
	 */
	public void happened(Refusal refusal, SQLException exception) {
		this.counts.getOrDefault(refusal, new LongAdder()).increment();
		AtomicLong told = this.told.getOrDefault(refusal, new AtomicLong());
		long last = told.get();
		long now = System.nanoTime();
		if (now - last >= SILENCE && told.compareAndSet(last, now)) {
			LOGGER.warn("A connection was refused ({}, {} since the start): {}. {} {}", refusal, count(refusal),
					exception.getMessage(), this.arithmetic.get(), refusal.cure(this.setting));
		}
	}

	/**
	 * Return how often a reason was given.
	 * @param refusal the reason
	 * @return a number since the start
	 */
	public long count(Refusal refusal) {
		return this.counts.getOrDefault(refusal, new LongAdder()).sum();
	}

}
