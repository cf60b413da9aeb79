package io.portfolioplatform.cache.shared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes in Redis, by {@code fuzz/run}; here the inputs that were kept.
 */
class FrameFuzzTests {

	private static final int CHECKED_FROM = 8;

	private static final ResultCodec CODEC = new ResultCodec("test", Result.class, () -> {
	});

	/**
	 * They are a result of the type or a miss, never an exception; with a checksum that
	 * is right, too, which chance would not find.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		read(input);
		ByteBuffer header = ByteBuffer.allocate(CHECKED_FROM + Long.BYTES + input.length);
		boolean deflated = input.length > 0 && (input[0] & 1) == 1;
		header.put((byte) 'P').put((byte) 'C').put((byte) 3).put((byte) (deflated ? 1 : 0)).putInt(0);
		header.putLong(Schema.number(CODEC.schema())).put(input);
		CRC32C checksum = new CRC32C();
		checksum.update(header.array(), CHECKED_FROM, header.capacity() - CHECKED_FROM);
		read(header.putInt(CHECKED_FROM - Integer.BYTES, (int) checksum.getValue()).array());
	}

	private static void read(byte[] bytes) {
		Object result = CODEC.read(bytes);
		check(result == null || result instanceof Result, "another type");
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

	record Result(String name, double amount, List<Result> parts, Map<String, Long> counts) {

	}

}
