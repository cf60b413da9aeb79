package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a method is named.
 */
final class Signature {

	private Signature() {
	}

	/**
	 * For messages: {@code com.example.Prices.find(String, int)}.
	 */
	static String of(Method method) {
		return of(method, Class::getSimpleName);
	}

	/**
	 * For other processes. The same, so that those of an earlier version understand it,
	 * unless an overload has it too: then the parameters have their whole names.
	 */
	static String unique(Method method) {
		String signature = of(method);
		boolean ambiguous = Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
			.anyMatch((other) -> of(other).equals(signature)
					&& !Arrays.equals(other.getParameterTypes(), method.getParameterTypes()));
		return ambiguous ? of(method, Class::getName) : signature;
	}

	private static String of(Method method, Function<Class<?>, String> parameter) {
		return method.getDeclaringClass().getName() + "." + method.getName()
				+ Arrays.stream(method.getParameterTypes()).map(parameter).collect(Collectors.joining(", ", "(", ")"));
	}

}
