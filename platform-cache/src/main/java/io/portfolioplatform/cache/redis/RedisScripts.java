package io.portfolioplatform.cache.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;

/**
 * The Lua scripts that keep results from before an invalidation from being shared. Tests
 * take away one of their guards at a time.
 *
 * @param find returns a result or the right to compute it
 * @param keep keeps a result
 * @param invalidate forgets results
 * @param replace forgets a result and gives the right to say what comes in its place
 * @param findAll returns results or the right to compute them
 * @param endAll keeps results
 */
record RedisScripts(String find, String keep, String invalidate, String replace, String findAll, String endAll) {

	static final RedisScripts ALL = new RedisScripts(read("find"), read("keep"), read("invalidate"), read("replace"),
			read("find-all"), read("end-all"));

	static String read(String name) {
		try {
			return new ClassPathResource(name + ".lua", RedisScripts.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}
}
