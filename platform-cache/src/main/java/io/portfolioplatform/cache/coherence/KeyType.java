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
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Types of the values in keys: those whose values are equal if, and only if, their texts
 * are.
 */
enum KeyType {

	NULL('n', Void.class, (text) -> null),

	STRING('s', String.class, (text) -> text),

	LONG('l', Long.class, Long::valueOf),

	INTEGER('i', Integer.class, Integer::valueOf),

	SHORT('h', Short.class, Short::valueOf),

	BYTE('y', Byte.class, Byte::valueOf),

	CHARACTER('c', Character.class, KeyType::character),

	BOOLEAN('b', Boolean.class, Boolean::valueOf),

	DECIMAL('m', BigDecimal.class, BigDecimal::new),

	BIG_INTEGER('g', BigInteger.class, BigInteger::new),

	UUID('u', UUID.class, java.util.UUID::fromString),

	DATE('d', LocalDate.class, LocalDate::parse),

	DATE_TIME('t', LocalDateTime.class, LocalDateTime::parse),

	TIME('o', LocalTime.class, LocalTime::parse),

	MONTH('v', YearMonth.class, YearMonth::parse),

	YEAR('w', Year.class, Year::parse),

	INSTANT('z', Instant.class, Instant::parse),

	DURATION('p', Duration.class, Duration::parse),

	CURRENCY('q', Currency.class, Currency::getInstance),

	CONSTANT('e', Enum.class, KeyType::unread);

	private static final Map<Class<?>, KeyType> BY_CLASS = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap((type) -> type.javaType, Function.identity()));

	private static final Map<Character, KeyType> BY_LETTER = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap((type) -> type.letter, Function.identity()));

	private final char letter;

	private final Class<?> javaType;

	@SuppressWarnings("ImmutableEnumChecker") // functions without state
	private final Function<String, @Nullable Object> reader;

	KeyType(char letter, Class<?> javaType, Function<String, @Nullable Object> reader) {
		this.letter = letter;
		this.javaType = javaType;
		this.reader = reader;
	}

	/**
	 * Return the type of a value.
	 * @param value the value
	 * @return its type, {@code null} if it is none of these
	 */
	static @Nullable KeyType of(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		return (value instanceof Enum) ? CONSTANT : BY_CLASS.get(value.getClass());
	}

	static KeyType of(char letter) {
		KeyType type = BY_LETTER.get(letter);
		if (type == null) {
			throw new IllegalArgumentException("No type of a key: " + letter);
		}
		return type;
	}

	char letter() {
		return this.letter;
	}

	String write(@Nullable Object value) {
		return (value instanceof Enum<?> constant) ? constant.getDeclaringClass().getName() + "." + constant.name()
				: String.valueOf(value);
	}

	@Nullable Object read(String text) {
		return this.reader.apply(text);
	}

	private static Object character(String text) {
		if (text.length() != 1) {
			throw new IllegalArgumentException("No character: " + text);
		}
		return text.charAt(0);
	}

	/**
	 * What other processes write must not decide which classes this one loads.
	 */
	private static Object unread(String text) {
		throw new IllegalArgumentException("A constant is not read: " + text);
	}

}
