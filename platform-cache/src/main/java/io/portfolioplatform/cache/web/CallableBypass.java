package io.portfolioplatform.cache.web;

import java.util.concurrent.Callable;

import io.portfolioplatform.cache.coherence.Bypass;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Makes the thread that goes on with a request pass the caches by, too.
 */
final class CallableBypass implements CallableProcessingInterceptor {

	private @Nullable Bypass bypass;

	@Override
	public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
		this.bypass = Bypass.begin();
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
		if (this.bypass != null) {
			this.bypass.close();
		}
	}

}
