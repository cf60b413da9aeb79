package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.near.Terms;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

/**
 * A {@link Memoize} annotation where it stands, which is checked before anything calls
 * the method.
 */
final class MemoizeDeclaration {

	private final Memoize annotation;

	private final Class<?> type;

	private final Method method;

	MemoizeDeclaration(Memoize annotation, Class<?> type, Method method) {
		this.annotation = annotation;
		this.type = type;
		this.method = method;
	}

	void checkMethod() {
		int modifiers = this.method.getModifiers();
		if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) {
			throw invalid("a private, static or final method cannot be intercepted",
					"Make it an overridable method that other beans call.");
		}
		if (Modifier.isFinal(this.type.getModifiers())) {
			throw invalid("the methods of a final class cannot be intercepted", "Remove final from the class.");
		}
		checkReturnType(this.method.getReturnType());
	}

	private void checkReturnType(Class<?> returned) {
		if (returned == void.class || returned == Void.class) {
			throw invalid("a void method has no result", "Return the value to remember, or remove the annotation.");
		}
		if (isConsumedByReading(returned)) {
			throw invalid("a result of type " + returned.getName() + " can be read only once",
					"Return the value itself, such as a list in place of a stream.");
		}
	}

	private static boolean isConsumedByReading(Class<?> returned) {
		return !MemoizedMethod.isPromise(returned) && isStream(returned);
	}

	private static boolean isStream(Class<?> returned) {
		return AutoCloseable.class.isAssignableFrom(returned) || Iterator.class.isAssignableFrom(returned)
				|| Future.class.isAssignableFrom(returned) || Flow.Publisher.class.isAssignableFrom(returned)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned) != null;
	}

	String cacheName() {
		String name = this.annotation.name();
		return !name.isEmpty() ? name : ClassUtils.getShortName(this.type) + "." + this.method.getName();
	}

	Terms terms(StringValueResolver placeholders, double jitter) {
		Duration ttl = duration("ttl", this.annotation.ttl(), placeholders);
		Duration refreshAfter = durationIfSet("refreshAfter", this.annotation.refreshAfter(), placeholders);
		if (refreshAfter.compareTo(ttl) >= 0) {
			throw invalid("refreshAfter is not shorter than its ttl", "Choose a shorter refreshAfter or a longer ttl.");
		}
		return new Terms(ttl, refreshAfter, durationIfSet("staleOnError", this.annotation.staleOnError(), placeholders),
				jitter);
	}

	boolean isShared() {
		return this.annotation.shared();
	}

	Duration nullTtl(StringValueResolver placeholders, Duration ttl) {
		Duration nullTtl = durationIfSet("nullTtl", this.annotation.nullTtl(), placeholders);
		if (nullTtl.compareTo(ttl) > 0) {
			throw invalid("nullTtl is longer than its ttl", "Choose a shorter nullTtl or a longer ttl.");
		}
		return nullTtl;
	}

	private Duration durationIfSet(String attribute, String value, StringValueResolver placeholders) {
		return value.isEmpty() ? Duration.ZERO : duration(attribute, value, placeholders);
	}

	private Duration duration(String attribute, String value, StringValueResolver placeholders) {
		String text = placeholders.resolveStringValue(value);
		try {
			return PositiveDuration.parse((text != null) ? text : "");
		}
		catch (IllegalArgumentException ex) {
			throw invalid(attribute + " \"" + text + "\" is no positive duration with a unit", PositiveDuration.CURE);
		}
	}

	TagPatterns tags(Tags tags) {
		String[] patterns = this.annotation.tags();
		boolean expressions = Arrays.stream(patterns).anyMatch((pattern) -> pattern.contains("#{"));
		try {
			return TagPatterns.parse(tags, patterns, expressions ? parameterNames() : List.of());
		}
		catch (IllegalArgumentException ex) {
			throw invalid("a tag of " + Arrays.toString(patterns) + " " + ex.getMessage(),
					"Write text, with expressions over the parameters such as \"user:#{#userId}\".");
		}
	}

	@Nullable KeyParts unless() {
		String unless = this.annotation.unless();
		if (unless.isEmpty()) {
			return null;
		}
		List<String> names = new ArrayList<>(parameterNames());
		names.add("result");
		try {
			return KeyExpression.parse(unless, names);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("unless \"" + unless + "\" " + ex.getMessage(),
					"Write a condition over the parameters and #result, such as \"#result.isEmpty()\".");
		}
	}

	KeyParts keyParts() {
		String key = this.annotation.key();
		if (key.isEmpty()) {
			return KeyParts.ARGUMENTS;
		}
		List<String> names = parameterNames();
		try {
			return KeyExpression.parse(key, names);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("key \"" + key + "\" " + ex.getMessage(),
					"Name the parameters that tell results apart, such as \"#"
							+ (names.isEmpty() ? "userId" : names.get(0))
							+ "\", or remove the key to use all arguments.");
		}
	}

	private List<String> parameterNames() {
		Parameter[] parameters = this.method.getParameters();
		if (!Arrays.stream(parameters).allMatch(Parameter::isNamePresent)) {
			throw invalid("the names of its parameters are not in the class file", "Compile with -parameters.");
		}
		return Arrays.stream(parameters).map(Parameter::getName).toList();
	}

	private InvalidMemoizeException invalid(String reason, String action) {
		return new InvalidMemoizeException(this.method, reason, action);
	}

}
