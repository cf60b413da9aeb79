package io.portfolioplatform.cache.named;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.portfolioplatform.cache.load.ClaimsWatch;
import io.portfolioplatform.cache.load.LoadMark;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method with Spring's cache annotations. It knows what the call looked up
 * in vain, so that a later put of that key is told from a change, and for which users it
 * has read.
 */
final class CacheCall {

	private static final ThreadLocal<@Nullable CacheCall> CURRENT = new ThreadLocal<>();

	private final @Nullable CacheCall outer = CURRENT.get();

	private final Map<Place, NamedGap> gaps = new HashMap<>();

	private final LoadMark mark = LoadMark.begin();

	private final ClaimsWatch claims = ClaimsWatch.begin();

	private CacheCall() {
	}

	static CacheCall begin() {
		CacheCall call = new CacheCall();
		CURRENT.set(call);
		return call;
	}

	void end() {
		this.gaps.values().forEach(NamedGap::close);
		this.claims.close();
		this.mark.close();
		if (this.outer != null) {
			CURRENT.set(this.outer);
		}
		else {
			CURRENT.remove();
		}
	}

	/**
	 * The call that this thread is in.
	 */
	static @Nullable CacheCall current() {
		return CURRENT.get();
	}

	/**
	 * Whether this thread computes a value for others, who wait for it: it must not wait
	 * for itself.
	 */
	static boolean fills(String cache, Object key) {
		for (CacheCall call = CURRENT.get(); call != null; call = call.outer) {
			if (call.gaps.containsKey(new Place(cache, key))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Note what was looked up in vain.
	 */
	void missed(NamedGap gap) {
		NamedGap earlier = this.gaps.put(new Place(gap.cache().name(), gap.key()), gap);
		if (earlier != null) {
			earlier.close();
		}
	}

	/**
	 * Return what was looked up in vain, once.
	 * @return the gap, or {@code null} if the call has not looked
	 */
	@Nullable NamedGap gap(String cache, Object key) {
		return this.gaps.remove(new Place(cache, key));
	}

	/**
	 * Whether what was read may be older than what was evicted.
	 */
	boolean mayLag() {
		return this.mark.mayLag();
	}

	/**
	 * The users under whose claims something was read.
	 */
	Set<String> subjects() {
		return this.claims.subjects();
	}

	/**
	 * A key of a cache.
	 *
	 * @param cache the cache
	 * @param key the key
	 */
	private record Place(String cache, Object key) {

	}

}
