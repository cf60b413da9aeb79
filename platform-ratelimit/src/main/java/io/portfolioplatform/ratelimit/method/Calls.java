package io.portfolioplatform.ratelimit.method;

import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * Calls that take place after the interceptor has returned, perhaps several times.
 */
final class Calls {

	private Calls() {
	}

	/**
	 * Return the same call at the same place of its chain of interceptors.
	 * @param invocation the call
	 * @return a call that can proceed once
	 */
	static MethodInvocation again(MethodInvocation invocation) {
		return (invocation instanceof ProxyMethodInvocation proxied) ? proxied.invocableClone() : invocation;
	}

}
