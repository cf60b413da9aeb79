package io.portfolioplatform.cache.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;

/**
 * The Lua scripts of this package and the names they share.
 */
final class RedisScripts {

	private RedisScripts() {
	}

	static String read(String name) {
		try {
			return new ClassPathResource(name + ".lua", RedisScripts.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String versionOfCache(String cache) {
		return "cache:" + cache;
	}

	static String versionOfTag(String tag) {
		return "tag:" + tag;
	}

}
