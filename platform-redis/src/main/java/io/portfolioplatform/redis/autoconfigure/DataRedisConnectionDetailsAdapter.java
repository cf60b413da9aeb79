package io.portfolioplatform.redis.autoconfigure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import io.portfolioplatform.redis.RedisConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Cluster;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Sentinel;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;

/**
 * {@link RedisConnectionDetails} from those a service connection made for Spring Data.
 */
class DataRedisConnectionDetailsAdapter implements RedisConnectionDetails {

	private final DataRedisConnectionDetails details;

	DataRedisConnectionDetailsAdapter(DataRedisConnectionDetails details) {
		this.details = details;
	}

	@Override
	public String url() {
		Sentinel sentinel = this.details.getSentinel();
		if (sentinel != null) {
			return url("-sentinel", sentinel.getNodes()) + "/" + sentinel.getDatabase() + "?master="
					+ sentinel.getMaster();
		}
		Cluster cluster = this.details.getCluster();
		if (cluster != null) {
			return url("-cluster", cluster.getNodes());
		}
		Standalone standalone = this.details.getStandalone();
		Assert.state(standalone != null, () -> source() + " names no Redis server, sentinel or cluster");
		return url("", List.of(new Node(standalone.getHost(), standalone.getPort()))) + "/" + standalone.getDatabase();
	}

	private String url(String suffix, List<Node> nodes) {
		return ((sslBundle() != null) ? "rediss" : "redis") + suffix + "://" + credentials()
				+ nodes.stream().map((node) -> host(node) + ":" + node.port()).collect(Collectors.joining(","));
	}

	private String host(Node node) {
		return (node.host().contains(":") && !node.host().startsWith("[")) ? "[" + node.host() + "]" : node.host();
	}

	private String credentials() {
		String password = this.details.getPassword();
		return (password != null) ? encode(this.details.getUsername()) + ":" + encode(password) + "@" : "";
	}

	private String encode(@Nullable String part) {
		// URLEncoder is for forms: it writes a space as +, which a URL reads as itself.
		return (part != null) ? URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20") : "";
	}

	@Override
	public @Nullable SslBundle sslBundle() {
		return this.details.getSslBundle();
	}

	@Override
	public String source() {
		return this.details.getClass().getName();
	}

}
