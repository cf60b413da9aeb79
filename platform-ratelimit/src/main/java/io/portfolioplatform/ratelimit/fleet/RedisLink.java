package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.redis.support.RedisScript;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import org.springframework.core.NestedExceptionUtils;

/**
 * Whether Redis answers, and which processes share it. A process is live for five seconds
 * after it was last heard of. Callers are told that Redis is lost by the first of them
 * that waits in vain; only the heartbeat finds out that it is back.
 */
final class RedisLink {

	private static final Log logger = LogFactory.getLog(RedisLink.class);

	private static final long LIVE = TimeUnit.SECONDS.toMicros(5);

	private final RedisScript script;

	private final Names names;

	private final UnreadableKeys unreadable;

	private final String pod = UUID.randomUUID().toString();

	/** Even while Redis answers, odd while it does not. */
	private final AtomicLong phase = new AtomicLong(1);

	private volatile int pods = 1;

	/** Until when processes that are not counted may still live. */
	private long recounted = System.nanoTime();

	private volatile String born = "";

	/** Why the last heartbeat that had no answer had none. */
	private volatile String silence = "";

	RedisLink(RedissonClient redisson, Names names, UnreadableKeys unreadable) {
		this.script = new RedisScript(redisson, StringCodec.INSTANCE, RedisScript.read(RedisLink.class, "pods"));
		this.names = names;
		this.unreadable = unreadable;
	}

	boolean isUp() {
		return this.phase.get() % 2 == 0;
	}

	/**
	 * Return the number of the time during which Redis answers, or of the outage.
	 * @return a number that grows with each change
	 */
	long phase() {
		return this.phase.get();
	}

	int pods() {
		return this.pods;
	}

	/**
	 * Say that Redis did not answer.
	 * @param asked the phase in which it was asked: a later one is not concerned
	 * @param why what came instead
	 */
	void lost(long asked, String why) {
		if (asked % 2 == 0 && this.phase.compareAndSet(asked, asked + 1)) {
			warn(why);
		}
	}

	/**
	 * Say that Redis is lost from the start.
	 */
	void absent() {
		warn(this.silence);
	}

	private static void warn(String why) {
		logger.warn("Redis does not answer: limits are enforced by each process until it does (" + why + ")");
	}

	/**
	 * Return why the last heartbeat that had no answer had none.
	 * @return the reason for the log
	 */
	String silence() {
		return this.silence;
	}

	/**
	 * Return why Redis did not do what it was told, in its own words if it has any.
	 * @param failure the client's exception
	 * @return the reason for the log
	 */
	static String why(Throwable failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure).toString();
	}

	void found() {
		long now = this.phase.get();
		if (now % 2 != 0 && this.phase.compareAndSet(now, now + 1)) {
			logger.info("Redis answers: limits are shared with " + (this.pods - 1) + " other processes");
		}
	}

	/**
	 * Tell Redis that this process lives.
	 * @param timeout the longest wait
	 * @return what Redis answered
	 */
	Pulse beat(Duration timeout) {
		try {
			List<Object> answer = run(LIVE, timeout);
			this.unreadable.add(answer.get(2));
			String before = this.born;
			this.born = answer.get(1).toString();
			Pulse pulse = (before.isEmpty() || before.equals(this.born)) ? Pulse.SAME : Pulse.EMPTIED;
			count(Integer.parseInt(answer.get(0).toString()), pulse);
			return pulse;
		}
		catch (ExecutionException | TimeoutException ex) {
			return none(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return none(ex);
		}
	}

	private Pulse none(Exception failure) {
		this.silence = why(failure);
		return Pulse.NONE;
	}

	/**
	 * Count the processes. A Redis that has lost its data, or that did not answer, has to
	 * hear of each again: until it has had the time, nobody takes the first for the only
	 * one.
	 */
	private void count(int heard, Pulse pulse) {
		if (pulse == Pulse.EMPTIED || !isUp()) {
			this.recounted = System.nanoTime() + Heartbeat.SETTLE.toNanos();
		}
		boolean counted = System.nanoTime() - this.recounted >= 0;
		this.pods = counted ? Math.max(1, heard) : Math.max(this.pods, heard);
	}

	/**
	 * Take leave.
	 * @param timeout the longest wait
	 */
	void leave(Duration timeout) {
		try {
			run(0, timeout);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("Redis was not told that this process ends");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<Object> run(long live, Duration timeout)
			throws ExecutionException, TimeoutException, InterruptedException {
		return this.script
			.<List<Object>>run(ReturnType.LIST, List.of(this.names.born(), this.names.pods()), this.pod,
					Long.toString(live))
			.toCompletableFuture()
			.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * The answer to a heartbeat.
	 */
	enum Pulse {

		/** There was none. */
		NONE,

		/** Redis has what it had. */
		SAME,

		/** Redis has lost its data since the last heartbeat. */
		EMPTIED

	}

}
