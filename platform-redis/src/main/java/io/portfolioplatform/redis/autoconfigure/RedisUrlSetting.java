package io.portfolioplatform.redis.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The setting that holds the Redis URL, with its value.
 *
 * @param name property or variable
 * @param url value, not blank
 */
record RedisUrlSetting(String name, String url) {

	/**
	 * Every name the URL may have, strongest first.
	 */
	static final List<String> NAMES = List.of("platform.redis.url", "spring.data.redis.url", "REDIS_URL");

	static @Nullable RedisUrlSetting find(Environment environment) {
		for (String name : NAMES) {
			String url = environment.getProperty(name);
			if (StringUtils.hasText(url)) {
				return new RedisUrlSetting(name, url);
			}
		}
		return null;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
