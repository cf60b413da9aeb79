package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import io.portfolioplatform.cache.coherence.Replacement;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * The log as a Redis stream of the newest entries. A reader asks for the entry it has
 * seen last and those after it: if that entry is gone, or another server answers, entries
 * may be missing.
 */
public final class RedisInvalidationLog implements InvalidationLog {

	private static final int LONGEST = 10_000;

	private static final int BATCH = 1_000;

	private static final String BEGIN = RedisScripts.of("server", "begin");

	private static final String FOLLOW = RedisScripts.of("server", "follow");

	private final RedisNames names;

	private final RedisScripts scripts;

	private final RScript script;

	private final String node = UUID.randomUUID().toString();

	/**
	 * Create the log.
	 * @param redisson the client
	 * @param namespace tells applications on one Redis apart
	 */
	public RedisInvalidationLog(RedissonClient redisson, String namespace) {
		this(redisson, namespace, RedisScripts.ALL);
	}

	RedisInvalidationLog(RedissonClient redisson, String namespace, RedisScripts scripts) {
		this.scripts = scripts;
		this.names = new RedisNames(namespace);
		// Bytes, so that Redisson's own threads have nothing to decode.
		this.script = redisson.getScript(ByteArrayCodec.INSTANCE);
	}

	@Override
	public CompletionStage<String> append(Invalidation invalidation) {
		return append(invalidation, this.node);
	}

	@Override
	public CompletionStage<String> appendForAnother(Invalidation invalidation) {
		return append(invalidation, "");
	}

	@Override
	public CompletionStage<Replaced> replace(Invalidation invalidation, Replacement replacement) {
		String name = invalidation.name();
		String method = Objects.requireNonNull(invalidation.method());
		String key = Objects.requireNonNull(invalidation.key());
		List<Object> keys = List.of(this.names.invalidations(), this.names.versions(),
				this.names.result(name, method, key), this.names.turn(name, method, key));
		List<String> arguments = List.of(RedisNames.versionOfCache(name), replacement.schema(), replacement.token(),
				RedisNames.millis(replacement.lease()), Integer.toString(LONGEST), "node", this.node, "cache", name,
				"method", method, "key", key);
		CompletionStage<byte[]> answer = this.script.evalAsync(RScript.Mode.READ_WRITE, this.scripts.replace(),
				RScript.ReturnType.VALUE, keys, bytes(arguments));
		return answer.thenApply((bytes) -> {
			String[] words = text(bytes).split(" ", 2);
			return new Replaced(words[0], words[1]);
		});
	}

	private CompletionStage<String> append(Invalidation invalidation, String node) {
		String name = invalidation.name();
		String method = invalidation.method();
		String key = invalidation.key();
		boolean tag = invalidation.kind() == Invalidation.Kind.TAG;
		List<Object> keys = new ArrayList<>(List.of(this.names.invalidations(), this.names.versions()));
		List<String> arguments = new ArrayList<>(List.of(what(invalidation), RedisNames.versionOfCache(name),
				Integer.toString(LONGEST), "node", node, tag ? "tag" : "cache", name));
		if (tag) {
			keys.add(this.names.versionOfTag(name));
		}
		else if (method != null && key != null) {
			keys.add(this.names.result(name, method, key));
			keys.add(this.names.turn(name, method, key));
			arguments.addAll(List.of("method", method, "key", key));
		}
		CompletionStage<byte[]> id = this.script.evalAsync(RScript.Mode.READ_WRITE, this.scripts.invalidate(),
				RScript.ReturnType.VALUE, keys, bytes(arguments));
		return id.thenApply(RedisInvalidationLog::text);
	}

	private static String what(Invalidation invalidation) {
		if (invalidation.kind() == Invalidation.Kind.TAG) {
			return "tag";
		}
		boolean one = invalidation.method() != null && invalidation.key() != null;
		return one ? "result" : !invalidation.name().isEmpty() ? "cache" : "everything";
	}

	@Override
	public Position end() {
		List<?> answer = this.script.eval(RScript.Mode.READ_WRITE, BEGIN, RScript.ReturnType.LIST,
				List.of(this.names.invalidations(), this.names.versions()));
		return new Position(text(answer.get(1)), text(answer.get(0)));
	}

	@Override
	public Entries readAfter(Position position) {
		List<?> answer = this.script.eval(RScript.Mode.READ_WRITE, FOLLOW, RScript.ReturnType.LIST,
				List.of(this.names.invalidations(), this.names.versions()),
				bytes(List.of(position.id(), Integer.toString(BATCH))));
		List<?> entries = (List<?>) answer.get(1);
		boolean known = text(answer.get(0)).equals(position.server()) && !entries.isEmpty()
				&& id(entries.get(0)).equals(position.id());
		if (!known) {
			return new Entries(position, List.of(), false);
		}
		List<Invalidation> invalidations = new ArrayList<>();
		for (Object entry : entries.subList(1, entries.size())) {
			Map<String, String> fields = fields((List<?>) ((List<?>) entry).get(1));
			if (!fields.containsKey("begin") && !this.node.equals(fields.get("node"))) {
				invalidations.add(invalidation(fields));
			}
		}
		// A process that is a whole batch behind is better off with empty caches than
		// with the rest of the log, part of which may be gone.
		return new Entries(new Position(id(entries.get(entries.size() - 1)), position.server()), invalidations,
				entries.size() < BATCH);
	}

	private static String id(Object entry) {
		return text(((List<?>) entry).get(0));
	}

	private static Map<String, String> fields(List<?> texts) {
		Map<String, String> fields = new HashMap<>();
		for (int i = 0; i + 1 < texts.size(); i += 2) {
			fields.put(text(texts.get(i)), text(texts.get(i + 1)));
		}
		return fields;
	}

	private static Invalidation invalidation(Map<String, String> fields) {
		String tag = fields.get("tag");
		return (tag != null) ? Invalidation.tag(tag)
				: Invalidation.of(fields.getOrDefault("cache", ""), fields.get("method"), fields.get("key"));
	}

	private static Object[] bytes(List<String> texts) {
		return texts.stream().map((text) -> text.getBytes(StandardCharsets.UTF_8)).toArray();
	}

	private static String text(Object bytes) {
		return new String((byte[]) bytes, StandardCharsets.UTF_8);
	}

}
