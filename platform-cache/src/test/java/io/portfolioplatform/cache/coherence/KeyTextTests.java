package io.portfolioplatform.cache.coherence;

import java.time.LocalDate;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KeyText}.
 */
class KeyTextTests {

	@Test
	void readsWhatItWrote() {
		Object[] parts = { "a:1", "", null, 1, 1L, true, new UUID(1, 2), LocalDate.of(2007, 12, 31), "s3:x" };
		assertThat(KeyText.read(KeyText.write(parts))).isEqualTo(parts);
	}

	@Test
	void keepsTypesAndBoundariesApart() {
		assertThat(KeyText.write(new Object[] { 1 })).isNotEqualTo(KeyText.write(new Object[] { 1L }));
		assertThat(KeyText.write(new Object[] { "a", "bc" })).isNotEqualTo(KeyText.write(new Object[] { "ab", "c" }));
		assertThat(KeyText.write(new Object[] { "null" })).isNotEqualTo(KeyText.write(new Object[] { null }));
	}

	@Test
	void writesNothingItCouldNotRead() {
		assertThat(KeyText.write(new Object[] { new Object() })).isNull();
		assertThat(KeyText.write(new Object[] { "x".repeat(5000) })).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "s", "s1", "s5:x", "s-1:x", "x1:y", "i1:x", "u3:abc", "s99999999999:x" })
	void refusesWhatItDidNotWrite(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyText.read(text));
	}

}
