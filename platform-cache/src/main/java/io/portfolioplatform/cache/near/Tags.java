package io.portfolioplatform.cache.near;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When each tag was evicted, by a clock that counts evictions. To evict a tag costs the
 * same however many values bear it. What is remembered is bounded: when there are too
 * many tags, every value with a tag is given up once.
 */
public final class Tags {

	private final int maxTags;

	private volatile long clock;

	private final Map<String, Long> evictions = new ConcurrentHashMap<>();

	private final Lock lock = new ReentrantLock();

	private volatile long horizon;

	public Tags() {
		this(100_000);
	}

	Tags(int maxTags) {
		this.maxTags = maxTags;
	}

	/**
	 * Be good until one of the tags is evicted.
	 * @param tags the tags of a value that is going to be loaded
	 * @return the validity of that value
	 */
	public Validity validity(List<String> tags) {
		if (tags.isEmpty()) {
			return Validity.ALWAYS;
		}
		long begin = this.clock;
		return () -> isCurrent(tags, begin);
	}

	private boolean isCurrent(List<String> tags, long begin) {
		for (String tag : tags) {
			Long eviction = this.evictions.get(tag);
			if (eviction != null && eviction > begin) {
				return false;
			}
		}
		// After the evictions: they are cleared only after the horizon has moved.
		return this.horizon <= begin;
	}

	/**
	 * Give up every value that bears a tag, loads under way included.
	 * @param tag the tag
	 */
	public void evict(String tag) {
		this.lock.lock();
		try {
			// In this order: what is loaded from the new time on is made of nothing that
			// bears the tag from before.
			long now = this.clock + 1;
			this.evictions.put(tag, now);
			this.clock = now;
			if (this.evictions.size() > this.maxTags) {
				this.horizon = now;
				this.evictions.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
