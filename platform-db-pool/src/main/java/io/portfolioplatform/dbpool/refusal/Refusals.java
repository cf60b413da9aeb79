package io.portfolioplatform.dbpool.refusal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals and tells of them once a minute, reason and URL at most, with the
 * arithmetic of the budget.
 */
public final class Refusals {

	private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);

	private static final long SILENCE = Duration.ofMinutes(1).toNanos();

	private final Map<Refusal, LongAdder> counts;

	private final Map<Refusal, AtomicLong> told = new ConcurrentHashMap<>();

	private final Supplier<String> arithmetic;

	private final String setting;

	/**
	 * Create the counters.
	 * @param arithmetic says how many connections this process may open, and why
	 * @param setting the variable or property that holds the URL
	 */
	public Refusals(Supplier<String> arithmetic, String setting) {
		this(arithmetic, setting, new ConcurrentHashMap<>());
	}

	private Refusals(Supplier<String> arithmetic, String setting, Map<Refusal, LongAdder> counts) {
		this.arithmetic = arithmetic;
		this.setting = setting;
		this.counts = counts;
	}

	/**
	 * Return the same for another URL. What is told of one silences nothing of the other;
	 * the counters are for both.
	 * @param arithmetic says how many connections there may be to it, and why
	 * @param setting the variable or property that holds it
	 * @return what tells of its refusals
	 */
	public Refusals ofAnother(Supplier<String> arithmetic, String setting) {
		return new Refusals(arithmetic, setting, this.counts);
	}

	/**
	 * Count a refusal.
	 * @param refusal the reason
	 * @param exception what the driver threw
	 */
	public void happened(Refusal refusal, SQLException exception) {
		counter(refusal).increment();
		long now = System.nanoTime();
		AtomicLong told = this.told.computeIfAbsent(refusal, (unseen) -> new AtomicLong(now - SILENCE));
		long last = told.get();
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
		return counter(refusal).sum();
	}

	private LongAdder counter(Refusal refusal) {
		return this.counts.computeIfAbsent(refusal, (unseen) -> new LongAdder());
	}

}
