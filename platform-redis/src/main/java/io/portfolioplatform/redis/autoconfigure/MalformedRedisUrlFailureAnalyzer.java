package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.connection.MalformedRedisUrlException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the setting that holds a {@linkplain MalformedRedisUrlException malformed Redis
 * URL}, what is wrong with it and the cure.
 */
class MalformedRedisUrlFailureAnalyzer extends AbstractFailureAnalyzer<MalformedRedisUrlException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MalformedRedisUrlException cause) {
		return new FailureAnalysis(
				"The Redis URL in " + cause.getSource() + " is malformed: " + cause.getReason() + ".\n\n    "
						+ cause.getSource() + ": " + cause.getRedactedUrl(),
				"Set " + cause.getSource()
						+ " to a URL such as redis://user:password@host:6379/0, with every character of user and "
						+ "password that is not a letter or a digit percent-encoded (@ is %40, / is %2F). "
						+ "Use rediss:// for TLS, redis-sentinel://host:26379,host:26379/0?master=name for Sentinel "
						+ "and redis-cluster://host:6379,host:6379 for a cluster. " + "Remove it to run without Redis.",
				cause);
	}

}
