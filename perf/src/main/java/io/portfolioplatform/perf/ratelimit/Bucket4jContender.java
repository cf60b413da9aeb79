package io.portfolioplatform.perf.ratelimit;

import java.time.Duration;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.redis.redisson.Bucket4jRedisson;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/**
 * Bucket4j's own Redis backend, which compares and swaps.
 */
final class Bucket4jContender implements Contender {

	private final RedissonClient redisson;

	private final Bucket bucket;

	Bucket4jContender(Redis redis, long perSecond) {
		this.redisson = redis.client();
		BucketConfiguration configuration = BucketConfiguration.builder()
			.addLimit((limit) -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
			.build();
		this.bucket = Bucket4jRedisson.casBasedBuilder(((Redisson) this.redisson).getCommandExecutor())
			.build()
			.builder()
			.build("bucket4j", () -> configuration);
	}

	@Override
	public boolean admits() {
		return this.bucket.tryConsume(1);
	}

	@Override
	public int readsInScript() {
		return 1;
	}

	@Override
	public void close() {
		this.redisson.shutdown();
	}

}
