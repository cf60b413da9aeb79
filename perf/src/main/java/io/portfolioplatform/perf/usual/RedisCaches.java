package io.portfolioplatform.perf.usual;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.data.redis.cache.BatchStrategies;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/**
 * Spring Data Redis' caches, with values in JSON that are kept for five minutes.
 */
final class RedisCaches implements CacheResolver {

	private static final Duration TTL = Duration.ofMinutes(5);

	/** Redis answers others between two of them. */
	private static final int BATCH = 1_000;

	private final ObjectProvider<RedisConnectionFactory> redis;

	private final Map<String, RedisCache> caches = new ConcurrentHashMap<>();

	RedisCaches(ObjectProvider<RedisConnectionFactory> redis) {
		this.redis = redis;
	}

	@Override
	public Collection<? extends Cache> resolveCaches(CacheOperationInvocationContext<?> context) {
		return context.getOperation()
			.getCacheNames()
			.stream()
			.map((name) -> this.caches.computeIfAbsent(name,
					(absent) -> create(absent, context.getMethod().getReturnType())))
			.toList();
	}

	private RedisCache create(String name, Class<?> type) {
		RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig()
			.entryTtl(TTL)
			.disableCachingNullValues()
			.serializeValuesWith(SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(type)));
		RedisCacheManager manager = RedisCacheManager
			.builder(RedisCacheWriter.nonLockingRedisCacheWriter(this.redis.getObject(), BatchStrategies.scan(BATCH)))
			.cacheDefaults(configuration)
			.build();
		manager.afterPropertiesSet();
		return (RedisCache) Objects.requireNonNull(manager.getCache(name));
	}

	/**
	 * Forget one value.
	 * @param name of the cache
	 * @param key of the value
	 */
	void evict(String name, Object key) {
		cache(name).evict(key);
	}

	/**
	 * Forget all values with a word in their keys, for which Redis goes through all keys:
	 * Spring's abstraction knows one key or everything.
	 * @param name of the cache
	 * @param word in the keys
	 */
	void evictAllWith(String name, Object word) {
		cache(name).clear("*" + word + "*");
	}

	/** Another process may have put it there. */
	private RedisCache cache(String name) {
		RedisCache cache = this.caches.get(name);
		return (cache != null) ? cache : create(name, Object.class);
	}

}
