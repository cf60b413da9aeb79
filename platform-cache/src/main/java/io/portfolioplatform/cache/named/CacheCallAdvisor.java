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
 * interceptor, and learns from these methods what the caches hold that they name.
 */
public final class CacheCallAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	private final AnnotationCacheOperationSource operations = new AnnotationCacheOperationSource();

	private final CacheableTypes types;

	/**
	 * Create the advisor.
	 * @param types told what caches hold
	 * @param manager bean name of the cache manager that has these caches
	 */
	public CacheCallAdvisor(DeclaredTypes types, String manager) {
		this.types = new CacheableTypes(this.operations, types, manager);
		setClassFilter(this.operations::isCandidateClass);
		MethodInterceptor marker = CacheCallAdvisor::invoke;
		setAdvice(marker);
		setOrder(ORDER);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		boolean cached = this.operations.hasCacheOperations(method, targetClass);
		if (cached) {
			this.types.read(targetClass);
		}
		return cached;
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
