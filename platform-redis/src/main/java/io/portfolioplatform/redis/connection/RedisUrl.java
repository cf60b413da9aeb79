package io.portfolioplatform.redis.connection;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A parsed Redis URL, whose text masks the password.
 *
 * @param topology how the servers are arranged
 * @param tls whether connections are encrypted
 * @param username user to authenticate as, {@code null} for the default user
 * @param password decoded password, {@code null} for none
 * @param nodes servers or sentinels, at least one
 * @param database database index, from 0
 * @param master name of the master the sentinels watch, {@code null} without sentinels
 */
public record RedisUrl(Topology topology, boolean tls, @Nullable String username, @Nullable String password,
		List<Node> nodes, int database, @Nullable String master) {

	/**
	 * Parse a URL of one of the forms that
	 * {@link io.portfolioplatform.redis.RedisConnectionDetails#url()} lists.
	 * @param url the URL
	 * @param source the variable, property or class that holds it, for the error message
	 * @return the parsed URL
	 * @throws MalformedRedisUrlException if the URL cannot be read
	 */
	public static RedisUrl parse(String url, String source) {
		return new RedisUrlParser(url, source).parse();
	}

	/**
	 * The addresses in the form Redisson takes, without credentials.
	 * @return one {@code redis://host:port} or {@code rediss://host:port} per node
	 */
	String[] addresses() {
		return this.nodes.stream().map((node) -> (this.tls ? "rediss://" : "redis://") + node).toArray(String[]::new);
	}

	@Override
	public String toString() {
		return this.topology.scheme(this.tls) + "://" + ((this.password != null) ? "***@" : "")
				+ this.nodes.stream().map(Node::toString).collect(Collectors.joining(","))
				+ ((this.database != 0) ? "/" + this.database : "")
				+ ((this.master != null) ? "?master=" + this.master : "");
	}

	/**
	 * How the servers behind a URL are arranged.
	 */
	public enum Topology {

		/** One server. */
		STANDALONE("", 6379),

		/** A master with replicas, found through sentinels. */
		SENTINEL("-sentinel", 26379),

		/** A Redis Cluster. */
		CLUSTER("-cluster", 6379);

		private final String suffix;

		private final int defaultPort;

		Topology(String suffix, int defaultPort) {
			this.suffix = suffix;
			this.defaultPort = defaultPort;
		}

		String scheme(boolean tls) {
			return (tls ? "rediss" : "redis") + this.suffix;
		}

		int defaultPort() {
			return this.defaultPort;
		}

	}

	/**
	 * A server or sentinel.
	 *
	 * @param host name or address, an IPv6 address in brackets
	 * @param port TCP port
	 */
	public record Node(String host, int port) {

		@Override
		public String toString() {
			return this.host + ":" + this.port;
		}

	}

}
