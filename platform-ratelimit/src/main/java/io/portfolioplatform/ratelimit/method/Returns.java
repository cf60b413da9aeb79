package io.portfolioplatform.ratelimit.method;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.springframework.util.ClassUtils;

/**
 * How a limited method tells its result, and so how its refusal is told.
 */
enum Returns {

	/**
	 * By returning it: a refusal is thrown.
	 */
	VALUE,

	/**
	 * By completing a future: a refusal fails it.
	 */
	FUTURE,

	/**
	 * To subscribers: a refusal is their error.
	 */
	PUBLISHER;

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			Returns.class.getClassLoader());

	static Returns of(Class<?> type) {
		if (type == CompletableFuture.class || type == CompletionStage.class) {
			return FUTURE;
		}
		return (REACTOR && LimitedPublishers.canReturn(type)) ? PUBLISHER : VALUE;
	}

	/**
	 * Whether the calling thread is an event loop of Reactor, which must not wait.
	 */
	static boolean isOnEventLoop() {
		return REACTOR && LimitedPublishers.isOnEventLoop();
	}

}
