package io.portfolioplatform.perf.cache;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheBuilder;
import com.alicp.jetcache.SimpleCacheManager;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redisson.RedissonCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import com.alicp.jetcache.template.CacheBuilderTemplate;
import com.alicp.jetcache.template.NotifyMonitorInstaller;
import com.alicp.jetcache.template.QuickConfig;
import org.redisson.api.RedissonClient;

/**
 * JetCache with two levels that tell each other of changes, set up without its
 * auto-configuration, which does not start on Spring Boot 4: it looks for a class that
 * has moved.
 */
final class JetCaches implements AutoCloseable {

	private final SimpleCacheManager manager = new SimpleCacheManager();

	private final Cache<UUID, Answer> cache;

	JetCaches(RedissonClient redisson, int size) {
		CacheBuilder near = CaffeineCacheBuilder.createCaffeineCacheBuilder();
		RedissonCacheBuilder<?> shared = RedissonCacheBuilder.createBuilder()
			.redissonClient(redisson)
			.keyConvertor(Object::toString)
			.valueEncoder(JavaValueEncoder.INSTANCE)
			.valueDecoder(JavaValueDecoder.INSTANCE)
			.keyPrefix("jet:")
			.broadcastChannel("jet");
		CacheBuilderTemplate template = template(near, shared);
		template.getCacheMonitorInstallers().add(new NotifyMonitorInstaller((area) -> shared));
		this.manager.setCacheBuilderTemplate(template);
		this.cache = this.manager.getOrCreateCache(QuickConfig.newBuilder("answers")
			.cacheType(CacheType.BOTH)
			.syncLocal(true)
			.localLimit(size)
			.expire(Duration.ofMinutes(5))
			.build());
	}

	@SuppressWarnings("unchecked")
	private static CacheBuilderTemplate template(CacheBuilder near, CacheBuilder shared) {
		return new CacheBuilderTemplate(false, Map.of("default", near), Map.of("default", shared));
	}

	Answer answer(UUID key) {
		return this.cache.computeIfAbsent(key, Answer::new);
	}

	@Override
	public void close() {
		this.manager.close();
	}

}
