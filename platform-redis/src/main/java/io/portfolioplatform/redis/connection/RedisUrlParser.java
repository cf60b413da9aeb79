package io.portfolioplatform.redis.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.portfolioplatform.redis.connection.RedisUrl.Node;
import io.portfolioplatform.redis.connection.RedisUrl.Topology;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads one Redis URL. {@link java.net.URI} cannot: it knows one host per URL.
 */
final class RedisUrlParser {

	private static final Pattern URL = Pattern.compile("(?<scheme>[^:/?#]+)://(?:(?<user>[^@/?#]*)@)?(?<nodes>[^@/?#]*)"
			+ "(?:/(?<database>[^/?#]*))?(?:\\?(?<query>[^#]*))?");

	private static final Pattern NODE = Pattern
		.compile("(?<host>\\[[\\p{XDigit}:.]+]|[\\w.-]+)(?::(?<port>\\d{1,5}))?");

	private static final Pattern MASTER = Pattern.compile("master=(?<name>[\\w.-]+)");

	private static final int HIGHEST_PORT = 65535;

	private final String url;

	private final String source;

	RedisUrlParser(String url, String source) {
		this.url = url.strip();
		this.source = source;
	}

	RedisUrl parse() {
		Matcher matcher = URL.matcher(this.url);
		if (!matcher.matches()) {
			throw malformed("it does not have the form redis://user:password@host:port/database");
		}
		String scheme = matcher.group("scheme");
		Topology topology = topology(scheme);
		Credentials credentials = credentials(matcher.group("user"));
		List<Node> nodes = nodes(topology, matcher.group("nodes"));
		int database = database(topology, matcher.group("database"));
		String master = master(topology, matcher.group("query"));
		return new RedisUrl(topology, scheme.startsWith("rediss"), credentials.username(), credentials.password(),
				nodes, database, master);
	}

	private Topology topology(String scheme) {
		for (Topology topology : Topology.values()) {
			if (scheme.equals(topology.scheme(false)) || scheme.equals(topology.scheme(true))) {
				return topology;
			}
		}
		throw malformed("its scheme is none of redis, rediss, redis-sentinel, rediss-sentinel, redis-cluster "
				+ "and rediss-cluster");
	}

	private Credentials credentials(@Nullable String userInfo) {
		if (!StringUtils.hasLength(userInfo)) {
			return new Credentials(null, null);
		}
		int colon = userInfo.indexOf(':');
		String username = (colon > 0) ? decode(userInfo.substring(0, colon)) : null;
		return new Credentials(username, decode(userInfo.substring(colon + 1)));
	}

	private String decode(String part) {
		try {
			return StringUtils.uriDecode(part, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw malformed("its user or password is not percent-encoded: a literal % is written %25");
		}
	}

	private List<Node> nodes(Topology topology, String text) {
		List<Node> nodes = new ArrayList<>();
		for (String part : text.split(",", -1)) {
			Matcher matcher = NODE.matcher(part);
			if (!matcher.matches()) {
				throw malformed("it does not name a host, or a port is not a number");
			}
			nodes.add(new Node(matcher.group("host"), port(topology, matcher.group("port"))));
		}
		if (topology == Topology.STANDALONE && nodes.size() > 1) {
			throw malformed("it names several hosts, which only redis-sentinel and redis-cluster take");
		}
		return List.copyOf(nodes);
	}

	private int port(Topology topology, @Nullable String text) {
		int port = (text != null) ? Integer.parseInt(text) : topology.defaultPort();
		if (port < 1 || port > HIGHEST_PORT) {
			throw malformed("its port is not between 1 and 65535");
		}
		return port;
	}

	private int database(Topology topology, @Nullable String text) {
		if (!StringUtils.hasLength(text)) {
			return 0;
		}
		if (!text.matches("\\d{1,5}")) {
			throw malformed("its path is not a database index such as /0");
		}
		int database = Integer.parseInt(text);
		if (topology == Topology.CLUSTER && database != 0) {
			throw malformed("a Redis Cluster has no database but 0");
		}
		return database;
	}

	private @Nullable String master(Topology topology, @Nullable String query) {
		Matcher matcher = MASTER.matcher((query != null) ? query : "");
		if (topology == Topology.SENTINEL) {
			if (!matcher.matches()) {
				throw malformed("a redis-sentinel URL ends with ?master= and the name of the master");
			}
			return matcher.group("name");
		}
		if (StringUtils.hasLength(query)) {
			throw malformed("it has a query, which only redis-sentinel takes");
		}
		return null;
	}

	private MalformedRedisUrlException malformed(String reason) {
		return new MalformedRedisUrlException(this.source, redacted(), reason);
	}

	/**
	 * The scheme, and the hosts if they can be nothing else: a malformed URL does not say
	 * which of its parts was meant to be the password.
	 */
	private String redacted() {
		Matcher scheme = Pattern.compile("[a-z-]+://").matcher(this.url);
		String start = scheme.lookingAt() ? scheme.group() : "";
		String rest = this.url.substring(start.length());
		String tail = rest.substring(rest.lastIndexOf('@') + 1);
		Matcher hosts = Pattern.compile("[\\w.-]+:\\d+(?=[/?,]|$)").matcher(tail);
		return start + ((tail.length() < rest.length()) ? "***@" : "") + (hosts.lookingAt() ? hosts.group() : "***");
	}

	private record Credentials(@Nullable String username, @Nullable String password) {

		@Override
		public String toString() {
			return "***";
		}

	}

}
