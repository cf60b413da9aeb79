package io.portfolioplatform.cache.shared;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ResultCodec} makes of bytes as they were written by this and earlier
 * versions, by another type and by a hostile hand.
 */
class WireTests {

	private static final Total SHORT = new Total(List.of("a"), new BigDecimal("12.50"));

	private static final Total LONG = new Total(Collections.nCopies(400, "line"), new BigDecimal("12.50"));

	private final AtomicInteger unreadable = new AtomicInteger();

	private final ResultCodec codec = codec(Total.class);

	@Test
	void readsTheSnapshotsOfThisVersion() {
		assertThat(this.codec.read(snapshot("v3-plain"))).isEqualTo(SHORT);
		assertThat(this.codec.read(snapshot("v3-deflated"))).isEqualTo(LONG);
		assertThat(this.unreadable).hasValue(0);
	}

	@Test
	void writesTheSnapshotOfThisVersion() {
		assertThat(this.codec.write(SHORT)).isEqualTo(snapshot("v3-plain"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "v1-plain", "v1-deflated", "v2-plain", "v2-deflated" })
	void snapshotsOfEarlierVersionsAreCountedMisses(String snapshot) {
		assertThat(this.codec.read(snapshot(snapshot))).isNull();
		assertThat(this.unreadable).hasValue(1);
	}

	@Test
	void anotherTypeIsACountedMiss() {
		byte[] bytes = codec(Other.class).write(new Other(List.of("a"), new BigDecimal("12.50")));
		assertThat(this.codec.read(bytes)).isNull();
		assertThat(this.unreadable).hasValue(1);
	}

	@Test
	void randomBytesAreCountedMisses() {
		Random random = new Random(42);
		for (int i = 0; i < 10_000; i++) {
			byte[] bytes = new byte[random.nextInt(200)];
			random.nextBytes(bytes);
			if (i % 2 == 0 && bytes.length > 3) {
				bytes[0] = 'P';
				bytes[1] = 'C';
				bytes[2] = 3;
				bytes[3] = (byte) random.nextInt(2);
			}
			assertThat(this.codec.read(bytes)).isNull();
		}
		assertThat(this.unreadable).hasValue(10_000);
	}

	/**
	 * With a header and a checksum that are right, which only somebody with access to
	 * Redis can make.
	 */
	@Test
	void rightHeaderDoesNotMakeAResult() {
		long schema = Schema.number(this.codec.schema());
		for (String body : List.of("", "null", "{", "[]", "{\"value\":\"x\"}", "{\"value\":[[[[]]]]}", "true",
				"[".repeat(100_000), "{\"value\":1e999999999999}", "{\"@class\":\"java.lang.ProcessBuilder\"}x")) {
			byte[] bytes = new Frame(schema, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)).pack();
			assertThat(this.codec.read(bytes)).as(body.substring(0, Math.min(40, body.length()))).isNull();
		}
		assertThat(this.unreadable).hasValue(10);
	}

	@Test
	void serializedObjectsAreNeverRead() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
			objects.writeObject(new BigDecimal("12.50"));
		}
		assertThat(this.codec.read(out.toByteArray())).isNull();
		long schema = Schema.number(this.codec.schema());
		assertThat(this.codec.read(new Frame(schema, out.toByteArray()).pack())).isNull();
		assertThat(this.unreadable).hasValue(2);
	}

	@Test
	void writesNothingThatIsTooLongToBeRead() {
		byte[] bytes = new byte[Deflated.LARGEST + 1];
		ResultFormat format = new ResultFormat() {

			@Override
			public Type type() {
				return String.class;
			}

			@Override
			public byte[] write(Object value) {
				return bytes;
			}

			@Override
			public Object read(byte[] result) {
				return "long";
			}

		};
		ResultCodec large = new ResultCodec("method", format, this.unreadable::incrementAndGet);
		assertThat(large.write("long")).isNull();
		assertThat(large.isUsable()).isTrue();
	}

	@Test
	void whatCannotBeComparedIsNotSharedAndDoesNotFail() {
		ResultCodec strict = codec(Strict.class);
		assertThat(strict.write(new Strict("x"))).isNull();
		assertThat(strict.isUsable()).isFalse();
	}

	@Test
	void truncatedBytesAreCountedMisses() {
		byte[] bytes = this.codec.write(SHORT);
		for (int length = 0; length < bytes.length; length++) {
			assertThat(this.codec.read(Arrays.copyOf(bytes, length))).isNull();
		}
		assertThat(this.unreadable).hasValue(bytes.length);
	}

	/**
	 * Not even a type that asks for it is read from a class name.
	 */
	@Test
	void noClassIsReadThatTheBytesName() {
		ResultCodec named = codec(Named.class);
		assertThat(named.write(new Named("x"))).isNull();
		assertThat(named.isUsable()).isFalse();
		long schema = Schema.number(named.schema());
		byte[] json = ("{\"@class\":\"" + Named.class.getName() + "\",\"text\":\"x\"}")
			.getBytes(java.nio.charset.StandardCharsets.UTF_8);
		assertThat(named.read(new Frame(schema, json).pack())).isNull();
	}

	/**
	 * Something whose equality needs what is not written.
	 */
	static final class Strict {

		@JsonIgnore
		private final String owner;

		Strict() {
			this(null);
		}

		Strict(String owner) {
			this.owner = owner;
		}

		public int getId() {
			return 1;
		}

		public void setId(int id) {
			assertThat(id).isOne();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Strict strict && strict.owner.equals(this.owner);
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	private ResultCodec codec(Class<?> type) {
		return new ResultCodec("method", type, this.unreadable::incrementAndGet);
	}

	private static byte[] snapshot(String name) {
		try (InputStream in = WireTests.class.getResourceAsStream(name + ".bin")) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	record Total(List<String> lines, BigDecimal value) {

	}

	record Other(List<String> lines, BigDecimal value) {

	}

	@JsonTypeInfo(use = Id.CLASS)
	record Named(String text) {

	}

}
