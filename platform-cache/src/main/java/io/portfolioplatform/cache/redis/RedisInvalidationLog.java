package io.portfolioplatform.cache.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
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

	private static final String INVALIDATE = RedisScripts.read("invalidate");

	private final RedisNames names;

	private final RScript script;

	private final RStream<String, String> stream;

	private final String node = UUID.randomUUID().toString();

	/**
	 * Create the log.
	 * @param redisson the client
	 * @param namespace tells applications on one Redis apart
	 */
	public RedisInvalidationLog(RedissonClient redisson, String namespace) {
		this.names = new RedisNames(namespace);
		this.script = redisson.getScript(StringCodec.INSTANCE);
		this.stream = redisson.getStream(this.names.invalidations(), StringCodec.INSTANCE);
	}

	@Override
	public CompletionStage<?> append(Invalidation invalidation) {
		String method = invalidation.method();
		String key = invalidation.key();
		String version = version(invalidation);
		boolean one = method != null && key != null;
		List<Object> keys = new ArrayList<>(List.of(this.names.invalidations(), this.names.versions()));
		List<Object> arguments = new ArrayList<>(List.of(one ? "result" : (version != null) ? "version" : "everything",
				(version != null) ? version : "", UUID.randomUUID().toString(), Integer.toString(LONGEST), "node",
				this.node, (invalidation.kind() == Invalidation.Kind.TAG) ? "tag" : "cache", invalidation.name()));
		if (method != null && key != null) {
			keys.add(this.names.result(invalidation.name(), method, key));
			keys.add(this.names.turn(invalidation.name(), method, key));
			arguments.addAll(List.of("method", method, "key", key));
		}
		return this.script.evalAsync(RScript.Mode.READ_WRITE, INVALIDATE, RScript.ReturnType.VALUE, keys,
				arguments.toArray());
	}

	private static @Nullable String version(Invalidation invalidation) {
		if (invalidation.kind() == Invalidation.Kind.TAG) {
			return RedisScripts.versionOfTag(invalidation.name());
		}
		return !invalidation.name().isEmpty() ? RedisScripts.versionOfCache(invalidation.name()) : null;
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
