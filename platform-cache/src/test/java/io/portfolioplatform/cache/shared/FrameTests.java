package io.portfolioplatform.cache.shared;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Frame}.
 */
class FrameTests {

	private static final byte[] SHORT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

	private static final byte[] LONG = "[1,2,3,4]".repeat(1000).getBytes(StandardCharsets.UTF_8);

	@Test
	void readsWhatItWrote() {
		Frame read = Frame.unpack(frame(SHORT).pack());
		assertThat(read).isNotNull();
		assertThat(read.schema()).isEqualTo(-7);
		assertThat(read.result()).isEqualTo(SHORT);
	}

	@Test
	void deflatesWhatIsLong() {
		byte[] bytes = frame(LONG).pack();
		assertThat(bytes).hasSizeLessThan(LONG.length / 10).startsWith('P', 'C', 3, 1);
		assertThat(Frame.unpack(bytes).result()).isEqualTo(LONG);
	}

	@Test
	void anyChangedBitIsNoticed() {
		byte[] bytes = frame(SHORT).pack();
		for (int bit = 0; bit < 8 * bytes.length; bit++) {
			byte[] changed = bytes.clone();
			changed[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(Frame.unpack(changed)).as("bit %d", bit).isNull();
		}
	}

	@Test
	void anyCutIsNoticed() {
		for (byte[] bytes : new byte[][] { frame(SHORT).pack(), frame(LONG).pack() }) {
			for (int length = 0; length < bytes.length; length++) {
				assertThat(Frame.unpack(Arrays.copyOf(bytes, length))).as("%d bytes", length).isNull();
			}
		}
	}

	/**
	 * 70 MB of zeros deflate to 70 KB.
	 */
	@Test
	void bytesThatInflateWithoutEndAreRefused() {
		byte[] deflated = Deflated.of(new byte[70 * 1024 * 1024]);
		assertThat(deflated).hasSizeLessThan(1024 * 1024);
		assertThat(Deflated.inflate(deflated)).isNull();
	}

	@Test
	void bytesThatAreNotDeflatedTakeNoRoom() {
		byte[] bytes = new byte[64 * 1024 * 1024];
		long before = allocated();
		assertThat(Deflated.inflate(bytes)).isNull();
		assertThat(allocated() - before).isLessThan(1024 * 1024);
	}

	private static long allocated() {
		return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

	private static Frame frame(byte[] result) {
		return new Frame(-7, result);
	}

}
