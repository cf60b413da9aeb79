package io.portfolioplatform.cache.shared;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What somebody else wrote where a shared result was, in a real Redis: the method is
 * asked again, the bytes are counted and replaced, and nothing of them is run.
 * {@link WireTests} reads many more of each kind, without the rest of the cache.
 */
@Timeout(60)
class PoisonedBytesTests {

	private static final int VERSION = 3;

	private static final AtomicInteger LOADS = new AtomicInteger();

	private final RedisFleet fleet = new RedisFleet();

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@ParameterizedTest
	@EnumSource
	void areACountedMiss(Poison poison) {
		LOADS.set(0);
		Gadget.run = false;
		ApplicationContext a = node();
		assertThat(total(a)).isEqualTo(Total.of(1));
		await().atMost(Duration.ofSeconds(20)).until(() -> kept(a) != null);
		byte[] good = kept(a).get("bytes");
		byte[] poisoned = poison.of.apply(good.clone());
		assertThat(poisoned).isNotEqualTo(good);
		kept(a).fastPut("bytes", poisoned);
		ApplicationContext b = node();
		assertThat(total(b)).isEqualTo(Total.of(2));
		assertThat(b.getBean(NearCaches.class).get("totals").statistics().unreadable()).isEqualTo(1);
		await().atMost(Duration.ofSeconds(20)).until(() -> !Arrays.equals(kept(a).get("bytes"), poisoned));
		ApplicationContext c = node();
		assertThat(total(c)).isEqualTo(Total.of(2));
		assertThat(c.getBean(NearCaches.class).get("totals").statistics().unreadable()).isZero();
		assertThat(LOADS).hasValue(2);
		assertThat(Gadget.run).as("an object in the bytes was read").isFalse();
	}

	private ApplicationContext node() {
		return this.fleet.start(Application.class);
	}

	private static Total total(ApplicationContext context) {
		return context.getBean(Totals.class).of("x");
	}

	private static RMap<String, byte[]> kept(ApplicationContext context) {
		RedissonClient redisson = context.getBean(RedissonClient.class);
		return redisson.getKeys()
			.getKeysStream(KeysScanOptions.defaults().pattern("*:result:*"))
			.findFirst()
			.map((key) -> redisson.<String, byte[]>getMap(key,
					new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE)))
			.orElse(null);
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(42).nextBytes(bytes);
		return bytes;
	}

	private static byte[] changed(byte[] bytes, int at, int value) {
		bytes[at] = (byte) value;
		return bytes;
	}

	/**
	 * With a checksum that is right, which only somebody with access to Redis makes.
	 */
	private static byte[] framed(byte[] good, byte[] result) {
		return new Frame(Frame.unpack(good).schema(), result).pack();
	}

	private static byte[] serialized() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
			objects.writeObject(new Gadget());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	/**
	 * What stands in Redis instead of a result.
	 */
	enum Poison {

		NOTHING((good) -> new byte[0]),

		RANDOM((good) -> random(good.length)),

		RANDOM_BEHIND_A_HEADER((good) -> {
			byte[] bytes = random(good.length);
			System.arraycopy(good, 0, bytes, 0, 4);
			return bytes;
		}),

		RANDOM_WITH_A_CHECKSUM((good) -> framed(good, random(good.length))),

		TRUNCATED((good) -> Arrays.copyOf(good, good.length - 1)),

		TRUNCATED_HEADER((good) -> Arrays.copyOf(good, 20)),

		CHANGED((good) -> changed(good, good.length - 3, good[good.length - 3] ^ 1)),

		EARLIER_VERSION((good) -> changed(good, 2, VERSION - 1)),

		LATER_VERSION((good) -> changed(good, 2, VERSION + 1)),

		ANOTHER_TYPE((good) -> new ResultCodec("other", Other.class, () -> {
		}).write(new Other("x", BigDecimal.ONE))),

		SERIALIZED((good) -> serialized()),

		SERIALIZED_WITH_A_CHECKSUM((good) -> framed(good, serialized()));

		private final UnaryOperator<byte[]> of;

		Poison(UnaryOperator<byte[]> of) {
			this.of = of;
		}

	}

	/**
	 * Runs where it is read.
	 */
	static final class Gadget implements Serializable {

		private static final long serialVersionUID = 1;

		private static volatile boolean run;

		private void readObject(ObjectInputStream in) {
			run = true;
		}

	}

	record Total(BigDecimal amount, List<Integer> days) {

		static Total of(int amount) {
			return new Total(new BigDecimal(amount + ".00"), List.of(amount));
		}

	}

	record Other(String name, BigDecimal amount) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Totals.class)
	static class Application {

	}

	static class Totals {

		@Memoize(name = "totals", ttl = "1h")
		public Total of(String owner) {
			return Total.of(LOADS.incrementAndGet());
		}

	}

}
