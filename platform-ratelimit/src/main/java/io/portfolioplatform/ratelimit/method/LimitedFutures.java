package io.portfolioplatform.ratelimit.method;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.aopalliance.intercept.MethodInvocation;

/**
 * Limits methods that return a {@link CompletionStage}: a refusal fails the future. They
 * are decided and called on the calling thread, unless that is an event loop.
 */
final class LimitedFutures {

	private LimitedFutures() {
	}

	/**
	 * Call a method.
	 * @param admission decides whether it may be called
	 * @param invocation the call
	 * @return what the method returns, or a future that has failed
	 */
	static CompletableFuture<Object> call(Runnable admission, MethodInvocation invocation) {
		Executor executor = Returns.isOnEventLoop() ? LimitedPublishers.elastic() : Runnable::run;
		MethodInvocation call = Calls.again(invocation);
		return CompletableFuture.runAsync(admission, executor).thenCompose((admitted) -> proceed(call));
	}

	@SuppressWarnings("unchecked")
	private static CompletionStage<Object> proceed(MethodInvocation call) {
		try {
			return (CompletionStage<Object>) Objects.requireNonNull(call.proceed(), "the method returned no future");
		}
		catch (Throwable ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

}
