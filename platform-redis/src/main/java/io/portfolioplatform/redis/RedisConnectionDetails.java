package io.portfolioplatform.redis;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where Redis is. Without such a bean there is no client and everything runs local.
 */
public interface RedisConnectionDetails extends ConnectionDetails {

	/**
	 * The Redis URL: {@code redis://user:password@host:port/database},
	 * {@code redis-sentinel://host:port,host:port/database?master=name} or
	 * {@code redis-cluster://host:port,host:port}, each with {@code rediss} for TLS and
	 * with user and password percent-encoded.
	 * @return the URL
	 */
	String url();

	/**
	 * The certificates a TLS connection uses.
	 * @return the bundle, or {@code null} for the one {@code platform.redis.ssl.bundle}
	 * names
	 */
	default @Nullable SslBundle sslBundle() {
		return null;
	}

	/**
	 * What a person has to change when the URL is wrong.
	 * @return the name of a variable, a property or a class
	 */
	default String source() {
		return getClass().getName();
	}

}
