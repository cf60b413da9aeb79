package io.portfolioplatform.cache.load;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserInKey}.
 */
class UserInKeyTests {

	private static final UUID ANN = UUID.fromString("7a0a4cd0-6c8e-4b7e-9d0c-0d5f7f0c4a11");

	@ParameterizedTest
	@ValueSource(strings = { "1", "1:AAPL", "AAPL:1", "AAPL:1:30", "user/1", "11,1", "[1]", "user=1", "a 1 b" })
	void aWholeWordNamesAUser(String key) {
		assertThat(UserInKey.names(key, "1")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12", "21", "212", "AAPL:12", "11:AAPL", "x1", "1x", "1-AAPL", "1.5", "a@1", "01" })
	void aPartOfAWordIsSomebodyElse(String key) {
		assertThat(UserInKey.names(key, "1")).isFalse();
	}

	@Test
	void aValueNamesAUserByItsText() {
		assertThat(UserInKey.names(new Object[] { "AAPL", ANN }, ANN.toString())).isTrue();
		assertThat(UserInKey.names(new Object[] { "AAPL", 1L }, "1")).isTrue();
		assertThat(UserInKey.names(new Object[] { "AAPL", 12L, null }, "1")).isFalse();
		assertThat(UserInKey.names(new Object[] { LocalDate.of(2026, 1, 1), LocalDateTime.of(2026, 1, 1, 1, 1) }, "01"))
			.isFalse();
	}

	@Test
	void valuesWithinValuesCount() {
		assertThat(UserInKey.names(List.of("AAPL", List.of(ANN)), ANN.toString())).isTrue();
		assertThat(UserInKey.names(Map.of("user", ANN), ANN.toString())).isTrue();
		assertThat(UserInKey.names(new Query(ANN, "AAPL"), ANN.toString())).isTrue();
		assertThat(UserInKey.names(new Query(UUID.randomUUID(), "AAPL"), ANN.toString())).isFalse();
	}

	@Test
	void aNameMayContainDelimiters() {
		assertThat(UserInKey.names("auth0|1:AAPL", "auth0|1")).isTrue();
		assertThat(UserInKey.names("auth0|12:AAPL", "auth0|1")).isFalse();
	}

	/**
	 * What to look for.
	 *
	 * @param user for whom
	 * @param symbol what
	 */
	record Query(UUID user, String symbol) {

	}

}
