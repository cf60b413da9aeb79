package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How messages name a method: {@code com.example.Prices.find(String, int)}.
 */
final class Signature {

	private Signature() {
	}

	static String of(Method method) {
		return of(method.getDeclaringClass(), method.getName(), method.getParameterTypes());
	}

	static String of(Class<?> type, String method, Class<?>... parameterTypes) {
		return type.getName() + "." + method
				+ Arrays.stream(parameterTypes).map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
	}

}
