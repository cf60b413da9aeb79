package io.portfolioplatform.cache.shared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any bytes in Redis, by {@code fuzz/run}; here the inputs that were kept.
 */
class FrameFuzzTests {

	private static final int CHECKED_FROM = 8;

	private static final int DEFLATED = 1;

	private static final ResultCodec CODEC = new ResultCodec("test", Result.class, () -> {
	});

	/**
	 * They are a result of the type or a miss, never an exception; with a checksum that
	 * is right, too, which chance would not find, as they are and as what was deflated.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		read(input);
		read(framed(0, input));
		read(framed(DEFLATED, input));
		read(framed(DEFLATED, deflated(input)));
	}

	private static byte[] framed(int flags, byte[] body) {
		ByteBuffer frame = ByteBuffer.allocate(CHECKED_FROM + Long.BYTES + body.length);
		frame.put((byte) 'P').put((byte) 'C').put(Frame.VERSION).put((byte) flags).putInt(0);
		frame.putLong(Schema.number(CODEC.schema())).put(body);
		CRC32C checksum = new CRC32C();
		checksum.update(frame.array(), CHECKED_FROM, frame.capacity() - CHECKED_FROM);
		return frame.putInt(CHECKED_FROM - Integer.BYTES, (int) checksum.getValue()).array();
	}

	/** Results as short as these are not deflated when they are written. */
	private static byte[] deflated(byte[] result) {
		Deflater deflater = new Deflater();
		deflater.setInput(result);
		deflater.finish();
		byte[] bytes = new byte[2 * result.length + 64];
		int length = deflater.deflate(bytes);
		deflater.end();
		return Arrays.copyOf(bytes, length);
	}

	private static Object read(byte[] bytes) {
		Object result = CODEC.read(bytes);
		check(result == null || result instanceof Result, "another type");
		return result;
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/frame"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

	/** Otherwise a million inputs would only show that everything is refused. */
	@Test
	void readsWhatIsRight() throws IOException {
		byte[] json = Files.readAllBytes(Path.of("src/test/resources/fuzz/frame/json"));
		assertThat(read(framed(0, json))).isInstanceOf(Result.class);
		assertThat(read(framed(DEFLATED, deflated(json)))).isInstanceOf(Result.class);
	}

	record Result(String name, double amount, List<Result> parts, Map<String, Long> counts) {

	}

}
