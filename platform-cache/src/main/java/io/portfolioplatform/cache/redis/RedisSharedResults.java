package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import io.portfolioplatform.cache.redis.Patience.Deadline;
import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.cache.shared.Leases;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults;
import io.portfolioplatform.redis.support.RedisScript;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Shared results in Redis: one command to look, one to keep, however many. Each result
 * carries the versions of its cache and of its tags. A version is unlike any before and
 * is made when it is missing, so that none can come back: one that is lost takes its
 * results with it. There are few caches; the version of a tag expires when nothing bears
 * it any more.
 */
public final class RedisSharedResults implements SharedResults {

	/** Ages in milliseconds from which on a result is due. */
	private static final String ALWAYS = "0";

	private static final String NEVER = "";

	/**
	 * How long the version of a tag lives at first, for a result to be computed, and then
	 * longer than that.
	 */
	private static final String VERSION_MILLIS = Long.toString(Duration.ofHours(1).toMillis());

	/**
	 * Where {@code keep.lua} has the result among its arguments.
	 */
	private static final int RESULT = 3;

	private final RedisScript find;

	private final RedisScript keep;

	private final RedisScript giveUp;

	private final RedisScript renew;

	private final RedisBulk bulk;

	private final RedisNames names;

	private final BoundedCalls calls;

	private final Patience patience;

	private final Leases leases;

	private final String node = UUID.randomUUID().toString();

	private final AtomicLong tokens = new AtomicLong();

	/**
	 * Create the results.
	 * @param redisson the client
	 * @param namespace tells applications on one Redis apart
	 * @param breaker spares callers the wait while Redis does not answer
	 * @param timeout longest wait of a caller for Redis, unless computing takes longer
	 * @param leases keeps the rights to compute
	 * @param abreast whether Redis knows all that was invalidated, and this process too
	 */
	public RedisSharedResults(RedissonClient redisson, String namespace, Breaker breaker, Duration timeout,
			Leases leases, Abreast abreast) {
		this(redisson, namespace, breaker, timeout, leases, abreast, RedisScripts.ALL);
	}

	RedisSharedResults(RedissonClient redisson, String namespace, Breaker breaker, Duration timeout, Leases leases,
			Abreast abreast, RedisScripts scripts) {
		this.find = new RedisScript(redisson, ByteArrayCodec.INSTANCE, scripts.find());
		this.keep = new RedisScript(redisson, ByteArrayCodec.INSTANCE, scripts.keep());
		this.giveUp = new RedisScript(redisson, ByteArrayCodec.INSTANCE, RedisScripts.of("give-up"));
		this.renew = new RedisScript(redisson, ByteArrayCodec.INSTANCE, RedisScripts.of("renew"));
		this.names = new RedisNames(namespace);
		this.bulk = new RedisBulk(redisson, this.names, scripts);
		this.calls = new BoundedCalls(breaker, abreast);
		this.patience = new Patience(timeout);
		this.leases = leases;
	}

	@Override
	public Found find(ResultRef ref, Duration refreshAfter) {
		return find(ref, refreshAfter.isZero() ? NEVER : RedisNames.millis(refreshAfter), this.leases.duration());
	}

	@Override
	public Found peek(ResultRef ref) {
		return find(ref, NEVER, Duration.ZERO);
	}

	@Override
	public Found replace(ResultRef ref) {
		Found found = find(ref, ALWAYS, this.leases.duration());
		return (found instanceof Found.Due due) ? due.turn() : found;
	}

	private Found find(ResultRef ref, String due, Duration lease) {
		String token = token();
		Object[] arguments = bytes(ref.schema(), token, Long.toString(lease.toMillis()), due,
				RedisNames.versionOfCache(ref.cache()), VERSION_MILLIS);
		Deadline deadline = this.patience.begin(ref.cache());
		Runnable giveUp = () -> giveUp(ref, new Found.Turn(token, ""));
		// The answer may come late, with a turn that nobody takes any more.
		byte[] bytes = this.calls.ask(deadline,
				() -> this.find.<byte[]>run(ReturnType.VALUE, this.names.toFind(ref), arguments), giveUp);
		if (bytes == null) {
			return new Found.Unknown();
		}
		FindAnswer answer = new FindAnswer(bytes);
		Found found = answer.found(token);
		if (answer.newest().isEmpty() || this.calls.hasHeard(deadline, answer.newest())) {
			return found;
		}
		// What this process would compute may be made of what others have evicted.
		giveUp.run();
		return (found instanceof Found.Due earlier) ? earlier.result() : new Found.Unknown();
	}

	@Override
	public List<Found> findAll(List<ResultRef> refs) {
		String token = token();
		Deadline deadline = this.patience.begin(refs.isEmpty() ? "" : refs.get(0).cache());
		Runnable giveUp = () -> endAll(
				refs.stream().map((ref) -> new Computed(ref, new Found.Turn(token, ""), null, Duration.ZERO)).toList());
		RedisBulk.Answer answer = this.calls.ask(deadline, () -> this.bulk.find(refs, token, this.leases.duration()),
				giveUp);
		if (answer == null) {
			return refs.stream().<Found>map((ref) -> new Found.Unknown()).toList();
		}
		if (!answer.hasTurn() || this.calls.hasHeard(deadline, answer.newest())) {
			return answer.found();
		}
		giveUp.run();
		return answer.found()
			.stream()
			.map((found) -> (found instanceof Found.Turn) ? new Found.Unknown() : found)
			.toList();
	}

	private String token() {
		return this.node + ":" + this.tokens.incrementAndGet();
	}

	@Override
	public Hold hold(List<ResultRef> refs, Found.Turn turn) {
		List<Object> turns = this.names.turns(refs);
		Object[] arguments = bytes(turn.token(), Long.toString(this.leases.duration().toMillis()));
		Hold hold = this.leases.hold(() -> this.renew.run(ReturnType.LONG, turns, arguments));
		long start = System.nanoTime();
		return () -> {
			hold.close();
			computed(refs.get(0), System.nanoTime() - start);
		};
	}

	@Override
	public void computed(ResultRef ref, long nanos) {
		this.patience.computed(ref.cache(), nanos);
	}

	@Override
	public Duration lease() {
		return this.leases.duration();
	}

	@Override
	public void keep(ResultRef ref, Found.Turn turn, byte[] bytes, Duration ttl) {
		Object[] arguments = bytes(ref.schema(), turn.token(), turn.stamp(), "", RedisNames.millis(ttl),
				RedisNames.versionOfCache(ref.cache()), VERSION_MILLIS);
		arguments[RESULT] = bytes;
		run(this.keep, ReturnType.LONG, ref, arguments);
	}

	@Override
	public void giveUp(ResultRef ref, Found.Turn turn) {
		run(this.giveUp, ReturnType.LONG, ref, bytes(turn.token()));
	}

	@Override
	public void endAll(List<Computed> computed) {
		this.bulk.end(computed);
	}

	private <T> CompletionStage<T> run(RedisScript script, ReturnType type, ResultRef ref, Object... arguments) {
		return script.run(type, this.names.of(ref), arguments);
	}

	private static Object[] bytes(String... texts) {
		Object[] bytes = new Object[texts.length];
		for (int i = 0; i < texts.length; i++) {
			bytes[i] = texts[i].getBytes(StandardCharsets.UTF_8);
		}
		return bytes;
	}

}
