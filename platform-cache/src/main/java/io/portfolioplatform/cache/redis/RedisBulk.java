package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.portfolioplatform.cache.coherence.LogIds;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults.Computed;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import io.portfolioplatform.redis.support.RedisScript;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Many results of one cache at once: one command for 500 of them, so that none keeps
 * Redis from others for long. Commands for more are on their way together.
 */
final class RedisBulk {

	private static final int MOST = 500;

	private final RedisScript find;

	private final RedisScript end;

	private final RedisNames names;

	RedisBulk(RedissonClient redisson, RedisNames names, RedisScripts scripts) {
		this.find = new RedisScript(redisson, ByteArrayCodec.INSTANCE, scripts.findAll());
		this.end = new RedisScript(redisson, ByteArrayCodec.INSTANCE, scripts.endAll());
		this.names = names;
	}

	/**
	 * Look for results.
	 * @param token proof of the right to compute those that are missing
	 */
	CompletionStage<Answer> find(List<ResultRef> refs, String token, Duration lease) {
		List<CompletableFuture<Answer>> parts = parts(refs).stream()
			.map((part) -> findPart(part, token, lease))
			.toList();
		return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
			.thenApply((all) -> parts.stream().map(CompletableFuture::join).reduce(Answer::with).orElseThrow());
	}

	private CompletableFuture<Answer> findPart(List<ResultRef> refs, String token, Duration lease) {
		Object[] arguments = { bytes(refs.get(0).schema()), bytes(token), bytes(RedisNames.millis(lease)),
				version(refs.get(0)) };
		return this.find.<List<Object>>run(ReturnType.LIST, this.names.toFindAll(refs), arguments)
			.thenApply((answer) -> found(answer, token))
			.toCompletableFuture();
	}

	/**
	 * Read what {@code find-all.lua} answers: a stamp, then for each result how much
	 * longer it is good and its bytes, or {@code T} or {@code B} and nothing, then the
	 * newest invalidation.
	 */
	private static Answer found(List<Object> answer, String token) {
		Found turn = new Found.Turn(token, text(answer.get(0)));
		List<Found> found = new ArrayList<>();
		int last = answer.size() - 1;
		for (int i = 1; i < last; i += 2) {
			found.add((answer.get(i) instanceof Long millis)
					? new Found.Result((byte[]) answer.get(i + 1), Duration.ofMillis(millis))
					: text(answer.get(i)).equals("T") ? turn : new Found.Busy());
		}
		return new Answer(found, text(answer.get(last)));
	}

	/**
	 * Keep results or give the right to compute them back.
	 */
	void end(List<Computed> computed) {
		parts(computed).forEach(this::endPart);
	}

	private void endPart(List<Computed> computed) {
		List<ResultRef> refs = computed.stream().map(Computed::ref).toList();
		List<byte[]> arguments = new ArrayList<>(List.of(version(refs.get(0)), bytes(refs.get(0).schema())));
		for (Computed one : computed) {
			byte[] bytes = one.bytes();
			arguments.add(bytes(one.turn().token()));
			arguments.add(bytes(one.turn().stamp()));
			arguments.add((bytes != null) ? bytes : new byte[0]);
			arguments.add(bytes(RedisNames.millis(one.ttl())));
		}
		this.end.run(ReturnType.LONG, this.names.ofAll(refs), arguments.toArray());
	}

	private static <T> List<List<T>> parts(List<T> all) {
		List<List<T>> parts = new ArrayList<>();
		for (int i = 0; i < all.size(); i += MOST) {
			parts.add(all.subList(i, Math.min(i + MOST, all.size())));
		}
		return parts;
	}

	private static byte[] version(ResultRef ref) {
		return bytes(RedisNames.versionOfCache(ref.cache()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(Object bytes) {
		return new String((byte[]) bytes, StandardCharsets.UTF_8);
	}

	/**
	 * What was found.
	 *
	 * @param found for each result
	 * @param newest id of the newest invalidation at that time
	 */
	record Answer(List<Found> found, String newest) {

		boolean hasTurn() {
			return this.found.stream().anyMatch(Found.Turn.class::isInstance);
		}

		private Answer with(Answer other) {
			return new Answer(Stream.concat(this.found.stream(), other.found.stream()).toList(),
					(LogIds.compare(this.newest, other.newest) >= 0) ? this.newest : other.newest);
		}

	}

}
