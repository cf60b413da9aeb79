package io.portfolioplatform.cache.redis;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.redis.support.RedisScript;

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

	static final RedisScripts ALL = new RedisScripts(of("find"), of("keep"), of("invalidate"), of("replace"),
			of("find-all"), of("end-all"));

	/**
	 * Return a script, behind what each begins with.
	 * @param parts the names of its parts
	 */
	static String of(String... parts) {
		return Stream.concat(Stream.of("mend"), Stream.of(parts))
			.map((part) -> RedisScript.read(RedisScripts.class, part))
			.collect(Collectors.joining());
	}

}
