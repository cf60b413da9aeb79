package io.portfolioplatform.redis.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.redisson.api.RedissonClient;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Warns where Spring Data has a Redis that is named otherwise than by a URL: nothing here
 * reads that, and what would be shared is each process's own.
 */
final class UnreadDataRedisSettings implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(UnreadDataRedisSettings.class);

	private static final List<String> NAMES = List.of("spring.data.redis.host", "spring.data.redis.sentinel.nodes",
			"spring.data.redis.cluster.nodes", "spring.data.redis.masterreplica.nodes");

	private final Environment environment;

	private final ListableBeanFactory beans;

	UnreadDataRedisSettings(Environment environment, ListableBeanFactory beans) {
		this.environment = environment;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beans.getBeanNamesForType(RedissonClient.class, true, false).length == 0) {
			NAMES.stream().filter(this::isSet).findFirst().ifPresent(this::warn);
		}
	}

	private boolean isSet(String name) {
		return !Binder.get(this.environment).bind(name, Bindable.listOf(String.class)).orElse(List.of()).isEmpty();
	}

	private void warn(String name) {
		logger.warn("'" + name + "' is set but not read here, and there is no Redis URL: without a RedissonClient what "
				+ "it would share, such as caches and limits, is each process's own. Set one of "
				+ String.join(", ", RedisUrlSetting.NAMES) + " to redis://user:password@host:6379/0, "
				+ "redis-sentinel:// or redis-cluster://");
	}

}
