package io.portfolioplatform.test.spring;

import io.portfolioplatform.test.RedisServer;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/**
 * What Spring Boot asks of a Redis, answered for an embedded one.
 *
 * @param server the embedded server
 */
record EmbeddedRedisConnectionDetails(RedisServer server) implements DataRedisConnectionDetails {

	@Override
	public Standalone getStandalone() {
		return Standalone.of(this.server.host(), this.server.port());
	}

}
