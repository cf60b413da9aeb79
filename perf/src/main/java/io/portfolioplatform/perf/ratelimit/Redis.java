package io.portfolioplatform.perf.ratelimit;

import java.util.Map;
import java.util.Objects;

import io.portfolioplatform.test.RedisServer;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.Config;

/**
 * The Redis of a measurement.
 *
 * @param server the server
 * @param admin a client that does not count
 */
record Redis(RedisServer server, RedissonClient admin) implements AutoCloseable {

	static Redis start() {
		RedisServer server = RedisServer.start();
		return new Redis(server, client(server.url()));
	}

	RedissonClient client() {
		return client(this.server.url());
	}

	static RedissonClient client(String url) {
		Config config = new Config();
		config.setNettyThreads(4);
		config.useSingleServer()
			.setAddress(url)
			.setTimeout(10_000)
			.setConnectionMinimumIdleSize(1)
			.setConnectionPoolSize(64);
		return Redisson.create(config);
	}

	String version() {
		return Objects.requireNonNull(this.admin.getRedisNodes(RedisNodes.SINGLE)
			.getInstance()
			.info(RedisNode.InfoSection.SERVER)
			.get("redis_version"), "Redis does not say its version");
	}

	/**
	 * Return how many commands of clients the server has executed: scripts, and reads
	 * that no script made.
	 * @param readsInScript how many reads each script makes itself
	 * @return the number of commands
	 */
	long commands(int readsInScript) {
		Map<String, String> info = this.admin.getRedisNodes(RedisNodes.SINGLE)
			.getInstance()
			.info(RedisNode.InfoSection.COMMANDSTATS);
		long scripts = calls(info, "eval") + calls(info, "evalsha");
		return (readsInScript > 0) ? scripts + Math.max(0, calls(info, "get") - readsInScript * scripts) : scripts;
	}

	private static long calls(Map<String, String> info, String command) {
		String text = info.get("cmdstat_" + command);
		return (text != null) ? Long.parseLong(text.substring("calls=".length(), text.indexOf(','))) : 0;
	}

	@Override
	public void close() {
		this.admin.shutdown();
		this.server.close();
	}

}
