package io.portfolioplatform.cache.memoize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.portfolioplatform.cache.coherence.KeyText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.expression.EvaluationException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as the key of a method, by {@code fuzz/run}; here the inputs that were kept.
 */
class KeyExpressionFuzzTests {

	private static final List<String> NAMES = List.of("id", "user", "limits");

	/** What makes a long text of a short one says nothing about keys. */
	private static final Pattern LONG = Pattern.compile("repeat|format|indent");

	/**
	 * It selects a key, or is refused with a reason: when it is parsed or, for a property
	 * that is not there, when it is asked for. What a method of an argument throws is its
	 * own, and so is a division by zero. Other types, their statics and constructors are
	 * out of reach.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		KeyParts key;
		try {
			key = KeyExpression.parse(text, NAMES);
		}
		catch (IllegalArgumentException ex) {
			check(!ex.getMessage().isBlank(), "no reason");
			return;
		}
		Object[] parts = LONG.matcher(text).find() ? null : evaluate(key);
		check(!Elsewhere.reached, "more than the arguments was reached");
		if (parts != null) {
			check(parts);
		}
	}

	private static void check(Object[] parts) {
		check(Arrays.stream(parts).noneMatch(KeyExpressionFuzzTests::isType), "a type as the key");
		Arrays.deepHashCode(parts);
		String shared = KeyText.write(parts);
		// Others tell constants apart by their texts and do not read them.
		if (shared != null && Arrays.stream(parts).noneMatch(Enum.class::isInstance)) {
			check(Arrays.equals(KeyText.read(shared), parts), "another key for other processes");
		}
	}

	private static Object[] evaluate(KeyParts key) {
		try {
			return key.of(arguments());
		}
		catch (EvaluationException ex) {
			check(!ex.getMessage().isBlank(), "no reason");
		}
		catch (RuntimeException ex) {
			if (!(ex instanceof ArithmeticException) && !isThrownByAMethod(ex)) {
				throw ex;
			}
		}
		return null;
	}

	private static Object[] arguments() {
		return new Object[] { UUID.fromString("00000000-0000-4000-8000-000000000001"),
				new User("Ada", LocalDate.of(2007, 12, 31), List.of("reader", "writer")), Map.of("day", 7, "hour", 2) };
	}

	private static boolean isType(Object part) {
		return part instanceof Class || part instanceof ClassLoader || part instanceof Module || part instanceof Thread;
	}

	/**
	 * SpEL passes on what a method throws that it calls.
	 */
	private static boolean isThrownByAMethod(RuntimeException ex) {
		return Arrays.stream(ex.getStackTrace())
			.map(StackTraceElement::getClassName)
			.takeWhile((type) -> !type.startsWith("org.springframework.expression."))
			.anyMatch("java.lang.reflect.Method"::equals);
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	/** Otherwise a million inputs would only show that everything is refused. */
	@Test
	void evaluatesWhatIsRight() throws IOException {
		for (String seed : List.of("one", "two", "list", "select", "call")) {
			String text = Files.readString(Path.of("src/test/resources/fuzz/cache-key", seed)).strip();
			assertThat(evaluate(KeyExpression.parse(text, NAMES))).as(seed).isNotEmpty();
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/cache-key"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

	/**
	 * An argument.
	 *
	 * @param name text, with the methods of text
	 * @param since a date
	 * @param roles several of a kind
	 */
	public record User(String name, LocalDate since, List<String> roles) {

	}

	/**
	 * Tells when it is reached.
	 */
	public static final class Elsewhere {

		private static boolean reached;

		public Elsewhere(Object any) {
			reached = true;
		}

		public static boolean reach() {
			reached = true;
			return reached;
		}

	}

}
