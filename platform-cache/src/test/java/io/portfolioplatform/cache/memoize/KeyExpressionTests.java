package io.portfolioplatform.cache.memoize;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KeyExpression}.
 */
class KeyExpressionTests {

	private static final List<String> NAMES = List.of("userId", "date");

	@Test
	void parameterIsTakenWithoutSpel() {
		KeyParts parts = KeyExpression.parse("#date", NAMES);
		assertThat(parts).isNotInstanceOf(KeyExpression.class);
		assertThat(parts.of(new Object[] { "u", 7 })).containsExactly(7);
	}

	@Test
	void expressionReadsPropertiesAndCallsMethods() {
		KeyParts parts = KeyExpression.parse("{#userId.toLowerCase(), #date.year}", NAMES);
		assertThat(parts.of(new Object[] { "U", LocalDate.of(2007, 12, 31) })).containsExactly(List.of("u", 2007));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "#userld | names #userld, which is no parameter: there are [userId, date]",
					"#userId + #x | names #x, which is no parameter: there are [userId, date]",
					"'all' | names no parameter", "userId | names no parameter", "#userId + | is not a SpEL expression",
					"T(System).exit(#userId) | uses T(System), but only parameters can be read",
					"@beans.find(#userId) | uses @beans, but only parameters can be read",
					"new String(#userId) | uses new String(#userId), but only parameters can be read",
					"new int[] | uses new, but only parameters can be read",
					"0e | is not a SpEL expression: a number ends too early" })
	void refusesWhatCannotBeKey(String expression, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyExpression.parse(expression, NAMES))
			.withMessageStartingWith(reason);
	}

}
