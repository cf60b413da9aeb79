package io.portfolioplatform.cache.page;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PageFormat}.
 */
class PageFormatTests {

	private static final Page PAGE = new Page("text/plain;charset=UTF-8",
			List.of(new Header("X-Name", "größer"), new Header("X-Empty", "")), new byte[] { 0, -1, 1 }, 1_000);

	private final PageFormat format = new PageFormat();

	@Test
	void readsWhatItWrote() {
		assertThat(this.format.read(this.format.write(PAGE))).isEqualTo(PAGE);
		Page bare = new Page(null, List.of(), new byte[0], 0);
		assertThat(this.format.read(this.format.write(bare))).isEqualTo(bare);
	}

	@Test
	void everyPartCounts() {
		byte[] body = { 1 };
		Page page = new Page("a/b", List.of(new Header("n", "v")), body, 1);
		assertThat(page).isEqualTo(new Page("a/b", List.of(new Header("n", "v")), body.clone(), 1))
			.hasSameHashCodeAs(new Page("a/b", List.of(new Header("n", "v")), body.clone(), 1))
			.isNotEqualTo(new Page("a/c", List.of(new Header("n", "v")), body, 1))
			.isNotEqualTo(new Page("a/b", List.of(), body, 1))
			.isNotEqualTo(new Page("a/b", List.of(new Header("n", "v")), new byte[] { 2 }, 1))
			.isNotEqualTo(new Page("a/b", List.of(new Header("n", "v")), body, 2));
	}

	@Test
	void headersThatBreakTheLineAreRefused() {
		for (Header header : List.of(new Header("X", "a\r\nSet-Cookie: a=b"), new Header("X\n", "a"),
				new Header("", "a"))) {
			byte[] bytes = this.format.write(new Page("text/plain", List.of(header), new byte[0], 0));
			assertThatIllegalArgumentException().isThrownBy(() -> this.format.read(bytes));
		}
		byte[] bytes = this.format.write(new Page("text/plain\nX: y", List.of(), new byte[0], 0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.format.read(bytes));
	}

	@Test
	void lengthsThatLieTakeNoMemory() {
		byte[] bytes = this.format.write(PAGE);
		bytes[12] = 0x7f;
		assertThatIllegalArgumentException().isThrownBy(() -> this.format.read(bytes));
		bytes[12] = -1;
		assertThatIllegalArgumentException().isThrownBy(() -> this.format.read(bytes));
	}

	@Test
	void anyBytesAreAPageOrRefused() {
		Random random = new Random(7);
		byte[] written = this.format.write(PAGE);
		for (int i = 0; i < 10_000; i++) {
			byte[] bytes = Arrays.copyOf(written, random.nextInt(written.length + 1));
			for (int j = 0; j < 3 && bytes.length > 0; j++) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			}
			PageFormatFuzzTests.fuzzerTestOneInput(bytes);
		}
	}

}
