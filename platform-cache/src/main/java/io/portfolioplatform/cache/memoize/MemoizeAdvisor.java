package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.util.function.BooleanSupplier;

import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.Ordered;

/**
 * Applies memoization inside security, which decides on every call, and outside
 * transactions, which a remembered result does not need.
 */
public final class MemoizeAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	private final MemoizedMethods methods;

	/**
	 * Create the advisor.
	 * @param methods the memoized methods
	 * @param passedBy whether the calling thread has to pass the caches by
	 */
	public MemoizeAdvisor(MemoizedMethods methods, BooleanSupplier passedBy) {
		this.methods = methods;
		setClassFilter(methods::existIn);
		setAdvice(new MemoizeInterceptor(methods, passedBy));
		setOrder(ORDER);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return this.methods.find(targetClass, method) != null;
	}

}
