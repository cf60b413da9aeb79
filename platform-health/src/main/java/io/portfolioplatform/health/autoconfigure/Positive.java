package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;

/**
 * Refuses settings that are zero or below.
 */
final class Positive {

	private Positive() {
	}

	static void require(String property, Duration value) {
		require(property, value, !value.isNegative() && !value.isZero());
	}

	static void require(String property, int value) {
		require(property, value, value > 0);
	}

	private static void require(String property, Object value, boolean positive) {
		if (!positive) {
			throw new InvalidHealthConfigurationException(property, value, "It must be greater than zero.",
					"Remove the property to get its default, or set a value above zero.");
		}
	}

}
