package io.portfolioplatform.cache.actuate;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The keys that a text can stand for: a cache does not say of what type its keys are.
 */
final class KeyReadings {

	private static final List<Function<String, Object>> READERS = List.of(Integer::valueOf, Long::valueOf,
			Short::valueOf, Byte::valueOf, BigInteger::new, UUID::fromString, LocalDate::parse);

	private KeyReadings() {
	}

	static List<Object> of(String text) {
		List<Object> readings = new ArrayList<>(List.of(text));
		if (text.equals("true") || text.equals("false")) {
			readings.add(Boolean.valueOf(text));
		}
		for (Function<String, Object> reader : READERS) {
			try {
				readings.add(reader.apply(text));
			}
			catch (IllegalArgumentException | DateTimeException ex) {
				// Not of this type.
			}
		}
		return readings;
	}

}
