package io.portfolioplatform.cache.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.api.stream.StreamReadArgs;
import org.redisson.client.codec.StringCodec;

/**
 * The log as a Redis stream of the newest entries.
 */
public final class RedisInvalidationLog implements InvalidationLog {

	private static final int LONGEST = 10_000;

	private static final int BATCH = 1_000;

	private static final String START = "0-0";

	private final RStream<String, String> stream;

	private final String node = UUID.randomUUID().toString();

	/**
	 * Create the log.
	 * @param redisson the client
	 * @param namespace tells applications on one Redis apart
	 */
	public RedisInvalidationLog(RedissonClient redisson, String namespace) {
		this.stream = redisson.getStream("platform:cache:" + namespace + ":invalidations", StringCodec.INSTANCE);
	}

	@Override
	public CompletionStage<?> append(Invalidation invalidation) {
		Map<String, String> fields = new HashMap<>(Map.of("node", this.node));
		fields.put((invalidation.kind() == Invalidation.Kind.TAG) ? "tag" : "cache", invalidation.name());
		if (invalidation.method() != null && invalidation.key() != null) {
			fields.put("method", invalidation.method());
			fields.put("key", invalidation.key());
		}
		return this.stream
			.addAsync(StreamAddArgs.<String, String>entries(fields).trimNonStrict().maxLen(LONGEST).noLimit());
	}

	@Override
	public String end() {
		return this.stream
			.rangeReversed(StreamRangeArgs.startId(StreamMessageId.MAX).endId(StreamMessageId.MIN).count(1))
			.keySet()
			.stream()
			.findFirst()
			.map(StreamMessageId::toString)
			.orElse(START);
	}

	@Override
	public Entries readAfter(String position) {
		Map<StreamMessageId, Map<String, String>> entries = this.stream
			.read(StreamReadArgs.greaterThan(id(position)).count(BATCH));
		List<Invalidation> invalidations = new ArrayList<>();
		StreamMessageId last = id(position);
		for (Map.Entry<StreamMessageId, Map<String, String>> entry : entries.entrySet()) {
			last = entry.getKey();
			Map<String, String> fields = entry.getValue();
			if (!this.node.equals(fields.get("node"))) {
				invalidations.add(invalidation(fields));
			}
		}
		// A process that is a whole batch behind is better off with empty caches than
		// with
		// the rest of the log, part of which may be gone.
		return new Entries(last.toString(), invalidations, entries.size() < BATCH);
	}

	private static Invalidation invalidation(Map<String, String> fields) {
		String tag = fields.get("tag");
		return (tag != null) ? Invalidation.tag(tag)
				: Invalidation.of(fields.getOrDefault("cache", ""), fields.get("method"), fields.get("key"));
	}

	private static StreamMessageId id(String text) {
		int hyphen = text.indexOf('-');
		return new StreamMessageId(Long.parseLong(text.substring(0, hyphen)),
				Long.parseLong(text.substring(hyphen + 1)));
	}

}
