package io.portfolioplatform.cache.coherence;

import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Applies what other processes invalidate, step by step. What a step that fails or comes
 * too late leaves unseen, the next one sees: the log holds what was appended since, or
 * says that it does not; then everything is forgotten. A Redis that stutters, or a
 * process that is short of CPU, therefore costs nothing that is still valid.
 */
public final class LogFollower {

	private static final Log logger = LogFactory.getLog(LogFollower.class);

	private final InvalidationLog log;

	private final Trust trust;

	private final Consumer<Invalidation> apply;

	private final Runnable forgetEverything;

	private volatile InvalidationLog.@Nullable Position position;

	private boolean failing;

	/**
	 * Create a follower that has seen nothing.
	 * @param log what to follow
	 * @param trust given after each step that succeeds
	 * @param apply forgets what is invalidated
	 * @param forgetEverything empties the caches
	 */
	public LogFollower(InvalidationLog log, Trust trust, Consumer<Invalidation> apply, Runnable forgetEverything) {
		this.log = log;
		this.trust = trust;
		this.apply = apply;
		this.forgetEverything = forgetEverything;
	}

	/**
	 * Make one step. Never fails; to be called by one thread at a time.
	 * @return whether this process has seen all that was in the log when it was called
	 */
	public boolean step() {
		long start = this.trust.read();
		try {
			InvalidationLog.Position position = this.position;
			if (position == null) {
				startAgain();
			}
			else {
				follow(position);
			}
			this.trust.give(start);
			succeeded();
			return true;
		}
		catch (RuntimeException ex) {
			failed(ex);
			return false;
		}
	}

	/**
	 * Whether an entry has been seen.
	 */
	boolean hasSeen(String id) {
		InvalidationLog.Position position = this.position;
		return position != null && LogIds.compare(position.id(), id) >= 0;
	}

	private void startAgain() {
		// In this order: what is appended after the end was read is followed later.
		InvalidationLog.Position end = this.log.end();
		this.forgetEverything.run();
		this.position = end;
	}

	private void follow(InvalidationLog.Position position) {
		InvalidationLog.Entries entries = this.log.readAfter(position);
		if (!entries.complete()) {
			startAgain();
			return;
		}
		entries.invalidations().forEach(this.apply);
		this.position = entries.position();
	}

	private void succeeded() {
		if (this.failing) {
			logger.info("Redis answers again: results are remembered in this process again");
		}
		this.failing = false;
	}

	private void failed(RuntimeException cause) {
		if (!this.failing) {
			logger.warn("Redis does not tell what other processes evict (" + cause.getMessage()
					+ "): results are not remembered until it does");
		}
		this.failing = true;
	}

}
