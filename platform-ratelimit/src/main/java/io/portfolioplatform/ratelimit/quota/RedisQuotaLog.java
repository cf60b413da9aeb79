package io.portfolioplatform.ratelimit.quota;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.redis.support.RedisScript;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * A log in Redis, whose clock is the clock.
 */
public final class RedisQuotaLog implements QuotaLog {

	private final RedisScript script;

	private final String namespace;

	private final Duration timeout;

	private final UnreadableKeys unreadable = new UnreadableKeys();

	/**
	 * Create the log.
	 * @param redisson the client
	 * @param namespace tells applications on one Redis apart
	 * @param timeout the longest wait for an answer
	 */
	public RedisQuotaLog(RedissonClient redisson, String namespace, Duration timeout) {
		this.script = new RedisScript(redisson, StringCodec.INSTANCE, RedisScript.read(RedisQuotaLog.class, "quota"));
		this.namespace = namespace;
		this.timeout = timeout;
	}

	@Override
	public Taking take(Quota quota, int calls) {
		List<Object> arguments = new ArrayList<>(List.of(calls, quota.longestLog()));
		quota.windows().forEach((window) -> arguments.addAll(List.of(window.limit(), window.micros())));
		try {
			List<Object> answer = this.script
				.<List<Object>>run(ReturnType.LIST,
						List.of("platform:ratelimit:{" + this.namespace + "}:quota:" + quota.name()),
						arguments.stream().map(Object::toString).toArray())
				.toCompletableFuture()
				.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
			this.unreadable.add(answer.get(2));
			return new Taking(number(answer.get(0)), (int) number(answer.get(1)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while asking Redis", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("Redis did not answer", ex);
		}
	}

	/**
	 * Return how many logs could not be read and counted as empty.
	 * @return the number of logs since the start
	 */
	public long unreadable() {
		return this.unreadable.count();
	}

	private static long number(Object value) {
		return Long.parseLong(value.toString());
	}

}
