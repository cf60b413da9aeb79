package io.portfolioplatform.ratelimit.method;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.Assert;

/**
 * Limits methods that return a publisher of Reactor or of a library that Spring adapts to
 * it. Each subscription is a call: it is decided off the event loop, for a decision may
 * wait for Redis, and reaches the method if it is admitted. Used where Reactor is on the
 * class path.
 */
final class LimitedPublishers {

	private LimitedPublishers() {
	}

	static boolean canReturn(Class<?> type) {
		return !CompletionStage.class.isAssignableFrom(type) && adapter(type) != null;
	}

	static Object call(Class<?> type, Runnable admission, MethodInvocation invocation) {
		ReactiveAdapter adapter = adapter(type);
		Assert.state(adapter != null, () -> "No adapter of " + type);
		Mono<Void> admitted = Mono.create((caller) -> elastic().execute(() -> decide(admission, caller)));
		Publisher<?> calls = adapter.isMultiValue()
				? admitted.thenMany(Flux.defer(() -> adapter.toPublisher(proceed(invocation))))
				: admitted.then(Mono.defer(() -> Mono.from(adapter.toPublisher(proceed(invocation)))));
		return adapter.fromPublisher(calls);
	}

	/**
	 * Not with {@code subscribeOn}: who cancels it interrupts its thread, which may be
	 * writing the answer to the refusal by then.
	 */
	private static void decide(Runnable admission, MonoSink<Void> caller) {
		try {
			admission.run();
		}
		catch (RuntimeException ex) {
			caller.error(ex);
			return;
		}
		caller.success();
	}

	private static @Nullable ReactiveAdapter adapter(Class<?> type) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
	}

	private static @Nullable Object proceed(MethodInvocation invocation) {
		try {
			return Calls.again(invocation).proceed();
		}
		catch (Throwable ex) {
			throw Exceptions.propagate(ex);
		}
	}

	static boolean isOnEventLoop() {
		return Schedulers.isInNonBlockingThread();
	}

	static Executor elastic() {
		return Schedulers.boundedElastic()::schedule;
	}

}
