package io.portfolioplatform.cache.named;

import java.util.HashMap;
import java.util.Map;

import io.portfolioplatform.cache.load.LoadMark;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method with Spring's cache annotations. It knows what the call looked up
 * in vain, so that a later put of that key is told from a change: it only fills the gap,
 * and must not if something was evicted meanwhile.
 */
final class CacheCall {

	private static final ThreadLocal<@Nullable CacheCall> CURRENT = new ThreadLocal<>();

	private final @Nullable CacheCall outer = CURRENT.get();

	private final Map<Gap, Long> gaps = new HashMap<>();

	private final LoadMark mark = LoadMark.begin();

	private CacheCall() {
	}

	static CacheCall begin() {
		CacheCall call = new CacheCall();
		CURRENT.set(call);
		return call;
	}

	void end() {
		this.mark.close();
		if (this.outer != null) {
			CURRENT.set(this.outer);
		}
		else {
			CURRENT.remove();
		}
	}

	static void missed(String cache, Object key, long changes) {
		CacheCall call = CURRENT.get();
		if (call != null) {
			call.gaps.put(new Gap(cache, key), changes);
		}
	}

	/**
	 * How many changes the cache had seen when the current call found nothing under a
	 * key.
	 * @return the number, or {@code null} if the call has not looked
	 */
	static @Nullable Long changesAtMiss(String cache, Object key) {
		CacheCall call = CURRENT.get();
		return (call != null) ? call.gaps.remove(new Gap(cache, key)) : null;
	}

	/**
	 * Whether what the current call has read may be older than what was evicted.
	 */
	static boolean mayLag() {
		CacheCall call = CURRENT.get();
		return call != null && call.mark.mayLag();
	}

	/**
	 * What was not found.
	 *
	 * @param cache where
	 * @param key under which key
	 */
	private record Gap(String cache, Object key) {

	}

}
