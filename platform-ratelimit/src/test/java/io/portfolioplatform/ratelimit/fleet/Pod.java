package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.redis.support.RedisScript;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

import static org.awaitility.Awaitility.await;

/**
 * A process of the fleet: its own client, its own limiter.
 */
final class Pod implements AutoCloseable {

	/** On a busy machine a slow answer is no loss. */
	static final Duration PATIENT = Duration.ofSeconds(20);

	private static final long MAX_KEYS = 100_000;

	private final RedissonClient redisson;

	private final FleetLimiter limiter;

	private Pod(RedissonClient redisson, FleetLimiter limiter) {
		this.redisson = redisson;
		this.limiter = limiter;
	}

	static Pod start(String url, String namespace, Duration timeout) {
		return start(url, namespace, timeout, TimeMeter.SYSTEM_NANOTIME);
	}

	static Pod start(String url, String namespace, Duration timeout, TimeMeter clock) {
		return start(client(url, timeout), namespace, timeout, clock, MAX_KEYS);
	}

	static Pod start(String url, String namespace, Duration timeout, long maxKeys) {
		return start(client(url, timeout), namespace, timeout, TimeMeter.SYSTEM_NANOTIME, maxKeys);
	}

	private static RedissonClient client(String url, Duration timeout) {
		Config config = new Config();
		config.setLazyInitialization(true);
		config.setNettyThreads(2);
		config.setThreads(2);
		config.useSingleServer()
			.setAddress(url)
			.setConnectionMinimumIdleSize(1)
			.setConnectionPoolSize(16)
			.setTimeout((int) timeout.toMillis())
			.setRetryAttempts(0);
		return Redisson.create(config);
	}

	private static Pod start(RedissonClient redisson, String namespace, Duration timeout, TimeMeter clock,
			long maxKeys) {
		return start(redisson, new FleetLimiter(redisson, new FleetSettings(namespace, timeout, maxKeys), clock));
	}

	private static Pod start(RedissonClient redisson, FleetLimiter limiter) {
		limiter.start();
		return new Pod(redisson, limiter);
	}

	/**
	 * Start a pod whose clock is wrong, with a script that may believe it.
	 * @param url where Redis is
	 * @param namespace the application
	 * @param clock its clock
	 * @param script the text of the script
	 * @return a pod on a Redis that has had the application's data for long
	 */
	static Pod startSettled(String url, String namespace, TimeMeter clock, String script) {
		RedissonClient redisson = settled(url, namespace);
		return shared(start(redisson, new FleetLimiter(redisson, new FleetSettings(namespace, PATIENT, MAX_KEYS), clock,
				new RedisScript(redisson, StringCodec.INSTANCE, script))));
	}

	/**
	 * Start a pod on a Redis that has had the application's data for long.
	 * @param url where Redis is
	 * @param namespace the application
	 * @return a pod
	 */
	static Pod startSettled(String url, String namespace) {
		return shared(start(settled(url, namespace), namespace, PATIENT, TimeMeter.SYSTEM_NANOTIME, MAX_KEYS));
	}

	private static Pod shared(Pod pod) {
		await().atMost(PATIENT).until(pod.limiter::isShared);
		return pod;
	}

	private static RedissonClient settled(String url, String namespace) {
		RedissonClient redisson = client(url, PATIENT);
		redisson.getBucket(new Names(namespace).born(), StringCodec.INSTANCE).setIfAbsent("1");
		return redisson;
	}

	static List<Pod> start(int count, String url, String namespace) {
		List<Pod> pods = new ArrayList<>();
		for (int pod = 0; pod < count; pod++) {
			pods.add(startSettled(url, namespace));
		}
		return pods;
	}

	FleetLimiter limiter() {
		return this.limiter;
	}

	RedissonClient redisson() {
		return this.redisson;
	}

	Decision decide(Policy policy, String key) {
		return decide(policy, key, 1);
	}

	Decision decide(Policy policy, String key, long cost) {
		return this.limiter.decide(policy, policy.limits(), key, cost);
	}

	boolean admits(Policy policy, String key) {
		return decide(policy, key).admitted();
	}

	int admitted(Policy policy, String key, int calls) {
		int admitted = 0;
		for (int call = 0; call < calls; call++) {
			admitted += admits(policy, key) ? 1 : 0;
		}
		return admitted;
	}

	long left(Policy policy, String key) {
		return this.limiter.look(policy, policy.limits(), key).tokens();
	}

	/**
	 * Return the time in Redis.
	 * @return microseconds
	 */
	long redisMicros() {
		return this.redisson.getScript(StringCodec.INSTANCE)
			.eval(RScript.Mode.READ_ONLY, "local t = redis.call('TIME') return t[1] * 1000000 + t[2]",
					RScript.ReturnType.LONG);
	}

	/**
	 * Return the tokens of a key that all pods hold as leases, as Redis has them.
	 * @param namespace the application
	 * @param policy the policy
	 * @param key the key
	 * @return the number of tokens
	 */
	long leased(String namespace, Policy policy, String key) {
		String bucket = this.redisson
			.<String>getBucket(new Names(namespace).bucket(policy.name(), key), StringCodec.INSTANCE)
			.get();
		if (bucket == null) {
			return 0;
		}
		String[] numbers = bucket.substring(1).split(",");
		return Long.parseLong(numbers[2]) + Long.parseLong(numbers[3]);
	}

	/**
	 * Ends as a process that is killed does: without a farewell.
	 */
	void kill() {
		this.redisson.shutdown();
	}

	@Override
	public void close() {
		this.limiter.close();
		this.redisson.shutdown();
	}

}
