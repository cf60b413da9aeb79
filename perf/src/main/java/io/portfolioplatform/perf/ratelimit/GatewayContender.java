package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import org.springframework.core.io.ClassPathResource;

/**
 * The script of Spring Cloud Gateway's {@code RedisRateLimiter}, from its own jar, over
 * the same client.
 */
final class GatewayContender implements Contender {

	private final RedissonClient redisson;

	private final RScript script;

	private final String digest;

	private final Object[] arguments;

	GatewayContender(Redis redis, long perSecond) {
		this.redisson = redis.client();
		this.script = this.redisson.getScript(StringCodec.INSTANCE);
		this.digest = this.script.scriptLoad(text());
		// Rate, burst, time (the script asks Redis where it is empty), tokens.
		this.arguments = new Object[] { Long.toString(perSecond), Long.toString(perSecond), "", "1" };
	}

	private static String text() {
		try {
			return new ClassPathResource("META-INF/scripts/request_rate_limiter.lua")
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean admits() {
		List<Long> answer = this.script.evalSha(RScript.Mode.READ_WRITE, this.digest, RScript.ReturnType.LIST,
				List.of("{gateway}.tokens", "{gateway}.timestamp"), this.arguments);
		return answer.get(0) == 1;
	}

	@Override
	public void close() {
		this.redisson.shutdown();
	}

}
