package io.portfolioplatform.cache.coherence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Currency;
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
		Object[] parts = { "a:1", "", null, 1, 1L, (short) 1, (byte) 1, 'x', true, new BigDecimal("1.0"),
				BigInteger.TEN, new UUID(1, 2), LocalDate.of(2007, 12, 31), LocalDateTime.of(2007, 12, 31, 23, 59),
				LocalTime.NOON, YearMonth.of(2007, 12), Year.of(2007), Instant.EPOCH, Duration.ofMillis(1500),
				Currency.getInstance("USD"), "s3:x" };
		assertThat(KeyText.read(KeyText.write(parts))).isEqualTo(parts);
	}

	@Test
	void keepsTypesAndBoundariesApart() {
		assertThat(KeyText.write(new Object[] { 1 })).isNotEqualTo(KeyText.write(new Object[] { 1L }));
		assertThat(KeyText.write(new Object[] { "a", "bc" })).isNotEqualTo(KeyText.write(new Object[] { "ab", "c" }));
		assertThat(KeyText.write(new Object[] { "null" })).isNotEqualTo(KeyText.write(new Object[] { null }));
	}

	@Test
	void tellsConstantsApartAndReadsNone() {
		String text = KeyText.write(new Object[] { Side.BUY, 1 });
		assertThat(text).isNotNull()
			.isEqualTo(KeyText.write(new Object[] { Side.BUY, 1 }))
			.isNotEqualTo(KeyText.write(new Object[] { Side.SELL, 1 }))
			.isNotEqualTo(KeyText.write(new Object[] { Turn.BUY, 1 }));
		assertThatIllegalArgumentException().isThrownBy(() -> KeyText.read(text)).withMessageContaining("BUY");
	}

	@Test
	void writesNothingItDoesNotKnow() {
		assertThat(KeyText.write(new Object[] { new Object() })).isNull();
		assertThat(KeyText.write(new Object[] { "x".repeat(5000) })).isNull();
		assertThat(KeyText.write(new Object[] { "\uD83D" })).isNull();
		assertThat(KeyText.write(new Object[] { "\uD83D\uDE00" })).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "s", "s1", "s5:x", "s-1:x", "x1:y", "i1:x", "c0:", "u3:abc", "s99999999999:x", ":x",
			"s1:x:", "::" })
	void refusesWhatItDidNotWrite(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyText.read(text));
	}

	private enum Side {

		BUY, SELL {
			@Override
			public String toString() {
				return "BUY";
			}
		}

	}

	private enum Turn {

		BUY

	}

}
