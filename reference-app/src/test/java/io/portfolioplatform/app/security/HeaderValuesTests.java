package io.portfolioplatform.app.security;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same characters are let in as by Spring Security's firewall, whose pattern this is.
 */
class HeaderValuesTests {

	private static final Pattern STRICT = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

	@Test
	void letsInWhatTheStrictFirewallDoes() {
		HeaderValues values = new HeaderValues();
		IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
			.mapToObj((character) -> "a" + (char) character)
			.forEach((value) -> assertThat(values.test(value)).as("U+%04X", (int) value.charAt(1))
				.isEqualTo(STRICT.matcher(value).matches()));
	}

}
