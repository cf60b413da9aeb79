package io.portfolioplatform.perf.cache;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with Spring's {@code @Cacheable} over a cache of others.
 */
final class CacheableCaches implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private CacheableCaches(Class<?> source, String... properties) {
		this.context = new SpringApplicationBuilder(CacheableAnswers.class, source, CacheAutoConfiguration.class)
			.properties("spring.main.banner-mode=off", "spring.main.web-application-type=none")
			.properties(properties)
			.run();
	}

	static CacheableCaches overCaffeine() {
		return new CacheableCaches(CacheableAnswers.class, "spring.cache.type=caffeine",
				"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=5m");
	}

	/**
	 * Spring Data Redis as Boot sets it up: Lettuce and Java serialization.
	 */
	static CacheableCaches overRedis(String redis) {
		return new CacheableCaches(DataRedisAutoConfiguration.class, "spring.cache.type=redis",
				"spring.cache.redis.time-to-live=5m", "spring.data.redis.url=" + redis);
	}

	CacheableAnswers answers() {
		return this.context.getBean(CacheableAnswers.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
