package io.portfolioplatform.cache.shared;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Frame}, with what version 1 looks like on the wire.
 */
class FrameTests {

	private static final String PLAIN = "50430100" + "7b2261223a317d";

	private static final byte[] LONG = "[1,2,3,4]".repeat(1000).getBytes(StandardCharsets.UTF_8);

	@Test
	void writesAndReadsSnapshotOfVersion1() {
		byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
		assertThat(HexFormat.of().formatHex(Frame.pack(json))).isEqualTo(PLAIN);
		assertThat(Frame.unpack(HexFormat.of().parseHex(PLAIN))).isEqualTo(json);
	}

	@Test
	void deflatesWhatIsLong() {
		byte[] bytes = Frame.pack(LONG);
		assertThat(bytes).hasSizeLessThan(LONG.length / 10).startsWith('P', 'C', 1, 1);
		assertThat(Frame.unpack(bytes)).isEqualTo(LONG);
	}

	@Test
	void otherBytesAreNoResult() {
		assertThat(Frame.unpack(new byte[0])).isNull();
		assertThat(Frame.unpack("PC".getBytes(StandardCharsets.UTF_8))).isNull();
		assertThat(Frame.unpack(new byte[] { 'P', 'C', 2, 0, '1' })).isNull();
		assertThat(Frame.unpack(new byte[] { 'P', 'C', 1, 2, '1' })).isNull();
		assertThat(Frame.unpack(new byte[] { 'P', 'C', 1, 1, 5, 5, 5 })).isNull();
		byte[] bytes = Frame.pack(LONG);
		assertThat(Frame.unpack(Arrays.copyOf(bytes, bytes.length / 2))).isNull();
	}

}
