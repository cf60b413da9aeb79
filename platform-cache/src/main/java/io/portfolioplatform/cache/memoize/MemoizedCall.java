package io.portfolioplatform.cache.memoize;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Validity;
import io.portfolioplatform.cache.shared.SharedPromise;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * One call of a memoized method, which finds or makes the result if there is none near.
 */
final class MemoizedCall implements Loader {

	private final MemoizedMethod method;

	private final MethodInvocation invocation;

	private @Nullable Loader source;

	private @Nullable SharedPromise shared;

	MemoizedCall(MemoizedMethod method, MethodInvocation invocation) {
		this.method = method;
		this.invocation = invocation;
	}

	@Override
	public @Nullable Object load() throws Throwable {
		return source().load();
	}

	@Override
	public @Nullable Object refresh() throws Throwable {
		return source().refresh();
	}

	private Loader source() {
		Loader source = this.method.source(this.invocation);
		this.source = source;
		return source;
	}

	/**
	 * Promise the result of a method that does so itself.
	 */
	CompletionStage<?> promise() {
		SharedPromise shared = this.method.sharedPromise(this.invocation, this::proceed, this::keeps);
		this.shared = shared;
		return (shared != null) ? shared.get() : proceed();
	}

	private CompletionStage<?> proceed() {
		try {
			Loader computation = this.method.computation(this.invocation);
			this.source = computation;
			Object promise = computation.load();
			return Objects.requireNonNull((CompletionStage<?>) promise, "The promise is null");
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public Validity validity() {
		return this.method.validity(this.invocation.getArguments());
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		Loader source = this.source;
		return (source != null) ? source.keeps(value) : this.method.keeps(this.invocation.getArguments(), value);
	}

	@Override
	public Duration limit(@Nullable Object value, Duration ttl) {
		if (value == null) {
			return this.method.nullTtl();
		}
		if (this.shared != null) {
			return this.shared.limit();
		}
		return (this.source != null) ? this.source.limit(value, ttl) : ttl;
	}

}
