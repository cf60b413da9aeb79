package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.redis.support.Digests;

/**
 * The names of what one application keeps in Redis, all in one hash slot.
 */
final class RedisNames {

	/** As the scripts know it: centuries. */
	private static final long MOST_MILLIS = 9_000_000_000_000L;

	private final String prefix;

	private final String versions;

	private final String invalidations;

	/**
	 * Create the names.
	 * @param namespace tells applications on one Redis apart
	 */
	RedisNames(String namespace) {
		this.prefix = "platform:cache:{" + namespace + "}:";
		this.versions = shared("versions");
		this.invalidations = shared("invalidations");
	}

	String invalidations() {
		return this.invalidations;
	}

	String versions() {
		return this.versions;
	}

	/**
	 * What the scripts for one result name: versions of caches, result, turn and the
	 * version of each tag.
	 */
	List<Object> of(ResultRef ref) {
		String place = place(ref.cache(), ref.method(), ref.key());
		List<Object> names = new ArrayList<>(4 + ref.tags().size());
		names.add(this.versions);
		names.add(this.prefix + "result:" + place);
		names.add(this.prefix + "turn:" + place);
		ref.tags().forEach((tag) -> names.add(versionOfTag(tag)));
		return names;
	}

	/**
	 * What the script that looks for a result names: the same, and the stream of
	 * invalidations.
	 */
	List<Object> toFind(ResultRef ref) {
		List<Object> names = of(ref);
		names.add(this.invalidations);
		return names;
	}

	/**
	 * What the scripts for many results name: versions of caches, then result and turn of
	 * each.
	 */
	List<Object> ofAll(List<ResultRef> refs) {
		List<Object> names = new ArrayList<>(List.of(versions()));
		for (ResultRef ref : refs) {
			names.add(result(ref.cache(), ref.method(), ref.key()));
			names.add(turn(ref.cache(), ref.method(), ref.key()));
		}
		return names;
	}

	List<Object> toFindAll(List<ResultRef> refs) {
		List<Object> names = ofAll(refs);
		names.add(this.invalidations);
		return names;
	}

	List<Object> turns(List<ResultRef> refs) {
		return refs.stream().<Object>map((ref) -> turn(ref.cache(), ref.method(), ref.key())).toList();
	}

	/**
	 * A duration as the scripts read it.
	 */
	static String millis(Duration duration) {
		return Long.toString(Math.min(MOST_MILLIS, Math.max(1, duration.toMillis())));
	}

	/**
	 * The version of a cache, among the versions.
	 */
	static String versionOfCache(String cache) {
		return "cache:" + cache;
	}

	String versionOfTag(String tag) {
		return shared("tag:" + Digests.shortened(tag));
	}

	String result(String cache, String method, String key) {
		return this.prefix + "result:" + place(cache, method, key);
	}

	String turn(String cache, String method, String key) {
		return this.prefix + "turn:" + place(cache, method, key);
	}

	private static String place(String cache, String method, String key) {
		return Digests.shortened(cache + ":" + method + ":" + key);
	}

	private String shared(String name) {
		return this.prefix + name;
	}

}
