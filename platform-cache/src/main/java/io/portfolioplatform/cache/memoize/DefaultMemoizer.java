package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearCaches;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * {@link Memoizer} over the near caches.
 */
public final class DefaultMemoizer implements Memoizer {

	private final MemoizedMethods methods;

	private final NearCaches caches;

	private final EvictionTiming timing;

	public DefaultMemoizer(MemoizedMethods methods, NearCaches caches, EvictionTiming timing) {
		this.methods = methods;
		this.caches = caches;
		this.timing = timing;
	}

	@Override
	public void evict(Class<?> type, String method, @Nullable Object... arguments) {
		Class<?> userType = ClassUtils.getUserClass(type);
		List<MemoizedMethod> memoized = this.methods.named(userType, method)
			.stream()
			.filter((candidate) -> candidate.accepts(arguments))
			.toList();
		if (memoized.isEmpty()) {
			// Not necessarily a mistake: the bean may be lazy or memoization switched
			// off.
			checkMethodExists(userType, method, arguments);
		}
		memoized.forEach((candidate) -> this.timing.perform(() -> candidate.evict(arguments)));
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
		NearCache cache = this.caches.find(name);
		if (cache != null) {
			this.timing.perform(cache::evictAll);
		}
	}

}
