package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationPublisher;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * {@link Memoizer} over the near caches.
 */
public final class DefaultMemoizer implements Memoizer {

	private final MemoizedMethods methods;

	private final NearCaches caches;

	private final Tags tags;

	private final EvictionTiming timing;

	private final InvalidationPublisher others;

	/**
	 * Create the memoizer.
	 * @param methods the memoized methods
	 * @param caches where results are
	 * @param tags when each tag was evicted
	 * @param timing when evictions take effect
	 * @param others told what to forget too
	 */
	public DefaultMemoizer(MemoizedMethods methods, NearCaches caches, Tags tags, EvictionTiming timing,
			InvalidationPublisher others) {
		this.methods = methods;
		this.caches = caches;
		this.tags = tags;
		this.timing = timing;
		this.others = others;
	}

	@Override
	public void evict(Class<?> type, String method, @Nullable Object... arguments) {
		Class<?> userType = ClassUtils.getUserClass(type);
		List<MemoizedMethod> memoized = this.methods.named(userType, method)
			.stream()
			.filter((candidate) -> candidate.accepts(arguments))
			.toList();
		if (memoized.isEmpty()) {
			checkMethodExists(userType, method, arguments);
			if (!this.methods.isKnown(userType)) {
				// Nobody knows the class of the bean, which is part of what others
				// remember, before its factory method has created it.
				evict(Invalidation.all(""), this.caches::evictAll);
			}
		}
		memoized.forEach((candidate) -> evictKey(candidate, candidate.keyParts(arguments)));
	}

	/**
	 * The key is that of now: what it is made of may change before the commit.
	 */
	private void evictKey(MemoizedMethod method, @Nullable Object[] parts) {
		evict(method.invalidation(parts), () -> method.evictKey(parts));
	}

	private void evict(Invalidation invalidation, Runnable eviction) {
		this.others.announce(invalidation);
		this.timing.perform(() -> this.others.publish(invalidation, eviction));
	}

	private void checkMethodExists(Class<?> type, String name, @Nullable Object[] arguments) {
		for (Method method : ReflectionUtils.getAllDeclaredMethods(type)) {
			if (method.getName().equals(name) && MemoizedMethod.accepts(method, arguments)) {
				return;
			}
		}
		throw new IllegalArgumentException("Nothing to evict: there is no method " + type.getName() + "." + name
				+ Arrays.stream(arguments)
					.map((argument) -> (argument != null) ? argument.getClass().getSimpleName() : "null")
					.collect(Collectors.joining(", ", "(", ")")));
	}

	@Override
	public void evictAll(String name) {
		evict(Invalidation.all(name), () -> {
			NearCache cache = this.caches.find(name);
			if (cache != null) {
				cache.evictAll();
			}
		});
	}

	/**
	 * Forget what the methods of a cache remember under a key.
	 * @param cache name of the cache
	 * @param key the key, where it consists of one value
	 */
	public void evictKey(String cache, Object key) {
		@Nullable Object[] parts = { key };
		this.methods.in(cache).forEach((method) -> evictKey(method, parts));
	}

	@Override
	public void evictTag(String tag) {
		evict(Invalidation.tag(tag), () -> this.tags.evict(tag));
	}

}
