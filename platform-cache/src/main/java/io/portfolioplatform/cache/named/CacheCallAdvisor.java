package io.portfolioplatform.cache.named;

import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.core.Ordered;

/**
 * Marks the calls of methods with Spring's cache annotations, outside of Spring's own
 * interceptor.
 */
public final class CacheCallAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	private final AnnotationCacheOperationSource operations = new AnnotationCacheOperationSource();

	public CacheCallAdvisor() {
		setClassFilter(this.operations::isCandidateClass);
		MethodInterceptor marker = CacheCallAdvisor::invoke;
		setAdvice(marker);
		setOrder(ORDER);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return this.operations.hasCacheOperations(method, targetClass);
	}

	private static @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		CacheCall call = CacheCall.begin();
		try {
			return invocation.proceed();
		}
		finally {
			call.end();
		}
	}

}
