package io.portfolioplatform.ratelimit.quota;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.ratelimit.metrics.FleetMeters;
import io.portfolioplatform.ratelimit.redis.Poison;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.Redisson;
import org.redisson.api.RList;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Redis holds of quotas counts as empty where it cannot be read: it is counted and
 * replaced, and calls go on.
 */
class PoisonedQuotaTests {

	private static RedissonClient redisson;

	private final Quota quota = new Quota(UUID.randomUUID().toString(),
			List.of(new Quota.Window(3, Duration.ofHours(1))));

	private final String key = "platform:ratelimit:{test}:quota:" + this.quota.name();

	private final RedisQuotaLog log = new RedisQuotaLog(redisson, "test", Duration.ofSeconds(10));

	@BeforeAll
	static void connect() {
		Config config = new Config();
		config.useSingleServer().setAddress(RedisServer.shared().url());
		redisson = Redisson.create(config);
	}

	@AfterAll
	static void disconnect() {
		redisson.shutdown();
	}

	@ParameterizedTest
	@EnumSource
	void aLogThatCannotBeReadIsEmptyAndReplaced(Poison poison) {
		this.log.take(this.quota, 1);
		poison.put(redisson, this.key, "[1,2]");
		assertThat(this.log.take(this.quota, 1)).isEqualTo(new Taking(0, 2));
		assertReplaced();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "HASH", "LIST" })
	void aLogWithATimeThatCannotBeReadIsEmptyAndReplaced(Poison poison) {
		this.log.take(this.quota, 1);
		redisson.<byte[]>getList(this.key, ByteArrayCodec.INSTANCE).add(poison.bytes(times().get(0)));
		assertThat(this.log.take(this.quota, 1)).isEqualTo(new Taking(0, 2));
		assertReplaced();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "9007199254740994", "-1", "1.5" })
	void aTimeThatTheScriptDoesNotWriteIsNone(String time) {
		this.log.take(this.quota, 1);
		times().add(time);
		assertThat(this.log.take(this.quota, 1)).isEqualTo(new Taking(0, 2));
		assertReplaced();
	}

	private void assertReplaced() {
		assertThat(this.log.unreadable()).isEqualTo(1);
		assertThat(times()).singleElement().asString().matches("\\d{16}");
		assertThat(redisson.getKeys().remainTimeToLive(this.key)).isPositive();
		assertThat(this.log.take(this.quota, 0)).isEqualTo(new Taking(0, 2));
		assertThat(this.log.unreadable()).isEqualTo(1);
		assertThat(Poison.hasRun()).as("an object in the bytes was read").isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void aLookTakesItAway(Poison poison) {
		poison.put(redisson, this.key, "[1,2]");
		assertThat(this.log.take(this.quota, 0)).isEqualTo(new Taking(0, 3));
		assertThat(this.log.unreadable()).isEqualTo(1);
		assertThat(redisson.getKeys().countExists(this.key)).isZero();
	}

	@Test
	void aProcessRemembersWhatItHasTaken() {
		QuotaRateLimiter limiter = new QuotaRateLimiter(this.quota, this.log, OnStoreLoss.REFUSE, Clock.systemUTC(),
				() -> System.nanoTime() / 1000);
		assertThat(limiter.tryAcquire() && limiter.tryAcquire()).isTrue();
		Poison.RANDOM.put(redisson, this.key, "");
		assertThat(limiter.tryAcquire()).isTrue();
		assertThat(limiter.tryAcquire()).isFalse();
	}

	@Test
	void isCountedByTheMeter() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new FleetMeters(() -> null, () -> this.log).bindTo(meters);
		Poison.RANDOM.put(redisson, this.key, "");
		this.log.take(this.quota, 1);
		assertThat(meters.get("platform.ratelimit.redis.unreadable").functionCounter().count()).isEqualTo(1);
	}

	private RList<String> times() {
		return redisson.getList(this.key, StringCodec.INSTANCE);
	}

}
