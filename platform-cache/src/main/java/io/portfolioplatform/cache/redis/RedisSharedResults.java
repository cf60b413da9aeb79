package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.cache.shared.Leases;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Shared results in Redis: one command to look, one to keep. Each result carries the
 * versions of its cache and of its tags. A version is unlike any before and is made when
 * it is missing, so that none can come back: one that is lost takes its results with it.
 * There are few caches; the version of a tag expires when nothing bears it any more.
 */
public final class RedisSharedResults implements SharedResults {

	private static final Duration ALWAYS_DUE = Duration.ofDays(1_000_000);

	/**
	 * How long the version of a tag lives at first, for a result to be computed, and then
	 * longer than that.
	 */
	private static final String VERSION_MILLIS = Long.toString(Duration.ofHours(1).toMillis());

	private final CachedScript find;

	private final CachedScript keep;

	private final CachedScript giveUp;

	private final CachedScript renew;

	private final RedisNames names;

	private final Breaker breaker;

	private final Duration timeout;

	private final Leases leases;

	private final Predicate<Duration> settled;

	private final String node = UUID.randomUUID().toString();

	private final AtomicLong tokens = new AtomicLong();

	/**
	 * Create the results.
	 * @param redisson the client
	 * @param namespace tells applications on one Redis apart
	 * @param breaker spares callers the wait while Redis does not answer
	 * @param timeout longest wait of a caller for Redis
	 * @param leases keeps the rights to compute
	 * @param settled whether Redis knows all that was invalidated, at the latest after
	 * the given time
	 */
	public RedisSharedResults(RedissonClient redisson, String namespace, Breaker breaker, Duration timeout,
			Leases leases, Predicate<Duration> settled) {
		this(redisson, namespace, breaker, timeout, leases, settled, RedisScripts.ALL);
	}

	RedisSharedResults(RedissonClient redisson, String namespace, Breaker breaker, Duration timeout, Leases leases,
			Predicate<Duration> settled, RedisScripts scripts) {
		RScript script = redisson.getScript(ByteArrayCodec.INSTANCE);
		this.find = new CachedScript(script, scripts.find());
		this.keep = new CachedScript(script, scripts.keep());
		this.giveUp = new CachedScript(script, RedisScripts.read("give-up"));
		this.renew = new CachedScript(script, RedisScripts.read("renew"));
		this.names = new RedisNames(namespace);
		this.breaker = breaker;
		this.timeout = timeout;
		this.leases = leases;
		this.settled = settled;
	}

	@Override
	public Found find(ResultRef ref, Duration due) {
		long start = System.nanoTime();
		if (isRedissonsThread() || !this.breaker.isClosed() || !isSettled(start)) {
			return new Found.Unknown();
		}
		String token = this.node + ":" + this.tokens.incrementAndGet();
		List<byte[]> arguments = bytes(ref.schema(), token, Long.toString(this.leases.duration().toMillis()),
				Long.toString(due.toMillis()), RedisNames.versionOfCache(ref.cache()), VERSION_MILLIS);
		CompletionStage<byte[]> answer = eval(this.find, RScript.ReturnType.VALUE, ref, arguments);
		Found found = found(await(answer, left(start)), token);
		if (found instanceof Found.Unknown) {
			// The answer may come later, with a turn that nobody takes any more.
			answer.thenAccept((late) -> giveUp(ref, new Found.Turn(token, "")));
		}
		return found;
	}

	@Override
	public Found replace(ResultRef ref) {
		Found found = find(ref, ALWAYS_DUE);
		return (found instanceof Found.Due due) ? due.turn() : found;
	}

	/**
	 * Such a thread would wait for an answer that only it can read.
	 */
	private static boolean isRedissonsThread() {
		return Thread.currentThread().getName().startsWith("redisson-netty");
	}

	private static Found found(byte @Nullable [] answer, String token) {
		return (answer != null) ? new FindAnswer(answer).found(token) : new Found.Unknown();
	}

	/**
	 * Whether Redis knows what this process has invalidated. One that does not confirm it
	 * in time does not answer either.
	 */
	private boolean isSettled(long start) {
		boolean settled = this.settled.test(this.timeout);
		if (!settled && left(start) <= 0) {
			this.breaker.failed();
		}
		return settled;
	}

	/**
	 * What is left of the time that one look may take, in nanoseconds.
	 */
	private long left(long start) {
		return this.timeout.toNanos() - (System.nanoTime() - start);
	}

	private byte @Nullable [] await(CompletionStage<byte[]> answer, long nanos) {
		try {
			byte[] result = answer.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
			this.breaker.succeeded();
			return result;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			this.breaker.failed();
			return null;
		}
	}

	@Override
	public Hold hold(ResultRef ref, Found.Turn turn) {
		List<byte[]> arguments = bytes(turn.token(), Long.toString(this.leases.duration().toMillis()));
		return this.leases.hold(() -> eval(this.renew, RScript.ReturnType.LONG, ref, arguments));
	}

	@Override
	public void keep(ResultRef ref, Found.Turn turn, byte[] bytes, Duration ttl) {
		List<byte[]> arguments = bytes(ref.schema(), turn.token(), turn.stamp());
		arguments.add(bytes);
		arguments.addAll(bytes(Long.toString(Math.max(1, ttl.toMillis())), RedisNames.versionOfCache(ref.cache()),
				VERSION_MILLIS));
		eval(this.keep, RScript.ReturnType.LONG, ref, arguments);
	}

	@Override
	public void giveUp(ResultRef ref, Found.Turn turn) {
		eval(this.giveUp, RScript.ReturnType.LONG, ref, bytes(turn.token()));
	}

	private <T> CompletionStage<T> eval(CachedScript script, RScript.ReturnType type, ResultRef ref,
			List<byte[]> arguments) {
		return script.eval(type, this.names.of(ref), arguments.toArray());
	}

	private static List<byte[]> bytes(String... texts) {
		List<byte[]> bytes = new ArrayList<>();
		for (String text : texts) {
			bytes.add(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes;
	}

}
