package io.portfolioplatform.cache.autoconfigure;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.portfolioplatform.cache.Memoize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link InvalidCacheAnnotationFailureAnalyzer}: each declaration that cannot
 * work stops the start with a text that names class and method.
 */
class InvalidMemoizeFailureAnalyzerTests {

	private static final String HERE = InvalidMemoizeFailureAnalyzerTests.class.getName();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class));

	@ParameterizedTest
	@MethodSource("declarations")
	void stopsStart(Class<?> type, String method, String reason, String action) {
		this.runner.withBean(type).run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).isEqualTo(
					"@Memoize on the following method cannot work: " + reason + ".\n\n    " + HERE + "$" + method);
			assertThat(analysis.getAction()).startsWith(action);
		});
	}

	static Stream<Arguments> declarations() {
		return Stream.of(
				arguments(PrivateMethod.class, "PrivateMethod.find(String)",
						"a private, static or final method cannot be intercepted", "Make it an overridable method"),
				arguments(FinalMethod.class, "FinalMethod.find(String)",
						"a private, static or final method cannot be intercepted", "Make it an overridable method"),
				arguments(StaticMethod.class, "StaticMethod.find(String)",
						"a private, static or final method cannot be intercepted", "Make it an overridable method"),
				arguments(FinalClass.class, "FinalClass.find(String)",
						"the methods of a final class cannot be intercepted", "Remove final"),
				arguments(VoidMethod.class, "VoidMethod.find(String)", "a void method has no result",
						"Return the value"),
				arguments(FutureMethod.class, "FutureMethod.find(String)",
						"a result of type java.util.concurrent.Future can be read only once",
						"Return the value itself"),
				arguments(StreamMethod.class, "StreamMethod.find(String)",
						"a result of type java.util.stream.Stream can be read only once", "Return the value itself"),
				arguments(IteratorMethod.class, "IteratorMethod.find(String)",
						"a result of type java.util.Iterator can be read only once", "Return the value itself"),
				arguments(TtlWithoutMeaning.class, "TtlWithoutMeaning.find(String)",
						"ttl \"soon\" is no positive duration with a unit", "Write a duration such as"),
				arguments(TtlWithoutUnit.class, "TtlWithoutUnit.find(String)",
						"ttl \"300\" is no positive duration with a unit", "Write a duration such as"),
				arguments(NegativeTtl.class, "NegativeTtl.find(String)",
						"ttl \"-5m\" is no positive duration with a unit", "Write a duration such as"),
				arguments(UnknownParameter.class, "UnknownParameter.find(String)",
						"key \"#userld\" names #userld, which is no parameter: there are [userId]",
						"Name the parameters that tell results apart, such as \"#userId\""),
				arguments(ConstantKey.class, "ConstantKey.find(String)", "key \"'all'\" names no parameter",
						"Name the parameters that tell results apart"),
				arguments(LateRefresh.class, "LateRefresh.find(String)", "refreshAfter is not shorter than its ttl",
						"Choose a shorter refreshAfter"),
				arguments(LongNull.class, "LongNull.find(String)", "nullTtl is longer than its ttl",
						"Choose a shorter nullTtl"),
				arguments(StaleWithoutUnit.class, "StaleWithoutUnit.find(String)",
						"staleOnError \"300\" is no positive duration with a unit", "Write a duration such as"),
				arguments(UnknownTag.class, "UnknownTag.find(String)",
						"a tag of [user:#{#id}] names #id, which is no parameter: there are [userId]", "Write text"),
				arguments(UnlessAlways.class, "UnlessAlways.find(String)", "unless \"true\" names no parameter",
						"Write a condition"));
	}

	@Test
	void looksAtEveryMethodOfClass() {
		this.runner.withBean(SecondMethodIsWrong.class)
			.run((context) -> assertThat(analyze(context.getStartupFailure()).getDescription())
				.endsWith("$SecondMethodIsWrong.second()"));
	}

	private static FailureAnalysis analyze(Throwable failure) {
		return new InvalidCacheAnnotationFailureAnalyzer().analyze(failure);
	}

	static class PrivateMethod {

		@Memoize(ttl = "5m")
		private String find(String userId) {
			return userId;
		}

	}

	static class FinalMethod {

		@Memoize(ttl = "5m")
		final String find(String userId) {
			return userId;
		}

	}

	static class StaticMethod {

		@Memoize(ttl = "5m")
		static String find(String userId) {
			return userId;
		}

	}

	static final class FinalClass {

		@Memoize(ttl = "5m")
		String find(String userId) {
			return userId;
		}

	}

	static class VoidMethod {

		@Memoize(ttl = "5m")
		void find(String userId) {
		}

	}

	static class FutureMethod {

		@Memoize(ttl = "5m")
		Future<String> find(String userId) {
			return CompletableFuture.completedFuture(userId);
		}

	}

	static class StreamMethod {

		@Memoize(ttl = "5m")
		Stream<String> find(String userId) {
			return Stream.of(userId);
		}

	}

	static class IteratorMethod {

		@Memoize(ttl = "5m")
		Iterator<String> find(String userId) {
			return Stream.of(userId).iterator();
		}

	}

	static class TtlWithoutMeaning {

		@Memoize(ttl = "soon")
		String find(String userId) {
			return userId;
		}

	}

	static class TtlWithoutUnit {

		@Memoize(ttl = "300")
		String find(String userId) {
			return userId;
		}

	}

	static class NegativeTtl {

		@Memoize(ttl = "-5m")
		String find(String userId) {
			return userId;
		}

	}

	static class UnknownParameter {

		@Memoize(ttl = "5m", key = "#userld")
		String find(String userId) {
			return userId;
		}

	}

	static class ConstantKey {

		@Memoize(ttl = "5m", key = "'all'")
		String find(String userId) {
			return userId;
		}

	}

	static class LongNull {

		@Memoize(ttl = "5m", nullTtl = "6m")
		String find(String userId) {
			return userId;
		}

	}

	static class LateRefresh {

		@Memoize(ttl = "5m", refreshAfter = "5m")
		String find(String userId) {
			return userId;
		}

	}

	static class StaleWithoutUnit {

		@Memoize(ttl = "5m", staleOnError = "300")
		String find(String userId) {
			return userId;
		}

	}

	static class UnknownTag {

		@Memoize(ttl = "5m", tags = "user:#{#id}")
		String find(String userId) {
			return userId;
		}

	}

	static class UnlessAlways {

		@Memoize(ttl = "5m", unless = "true")
		String find(String userId) {
			return userId;
		}

	}

	static class SecondMethodIsWrong {

		@Memoize(ttl = "5m")
		String first() {
			return "";
		}

		@Memoize(ttl = "5m")
		private String second() {
			return "";
		}

	}

}
