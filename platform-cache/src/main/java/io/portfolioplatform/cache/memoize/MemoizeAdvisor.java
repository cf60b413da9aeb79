package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;

import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.Ordered;

/**
 * Applies memoization inside security, which decides on every call, and outside
 * transactions, which a remembered result does not need.
 */
public final class MemoizeAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	private final MemoizedMethods methods;

	public MemoizeAdvisor(MemoizedMethods methods, EvictionTiming timing) {
		this.methods = methods;
		setClassFilter(methods::existIn);
		setAdvice(new MemoizeInterceptor(methods, timing));
		setOrder(ORDER);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return this.methods.find(targetClass, method) != null;
	}

}
