package io.portfolioplatform.cache.named;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.portfolioplatform.cache.load.MarkedLoader;
import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.shared.SharedPromise;
import org.jspecify.annotations.Nullable;

/**
 * One call that may have to ask for the promise of a value. A hit makes nothing else.
 */
final class NamedPromise implements Loader {

	private final Object key;

	private final Supplier<? extends @Nullable CompletionStage<?>> promise;

	private final ClaimsCheck claims;

	private @Nullable MarkedLoader source;

	private @Nullable SharedPromise shared;

	/**
	 * Create one.
	 * @param key the key
	 * @param promise asks for a promise
	 * @param claims checks for whom the value is
	 */
	NamedPromise(Object key, Supplier<? extends @Nullable CompletionStage<?>> promise, ClaimsCheck claims) {
		this.key = key;
		this.promise = promise;
		this.claims = claims;
	}

	/**
	 * Promise the value.
	 * @param values what processes share, if they do
	 */
	CompletionStage<?> get(@Nullable SharedValues values) {
		SharedPromise shared = (values != null) ? values.promise(this.key, this::ask, this::keeps) : null;
		this.shared = shared;
		return (shared != null) ? shared.get() : ask();
	}

	private CompletionStage<?> ask() {
		try {
			return Objects.requireNonNull((CompletionStage<?>) load(), "The promise is null");
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public @Nullable Object load() throws Throwable {
		MarkedLoader source = this.claims.checked(this.key, this.promise::get);
		this.source = source;
		return source.load();
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return (this.source != null) ? this.source.keeps(value) : value != null;
	}

	@Override
	public Duration limit(@Nullable Object value, Duration ttl) {
		return (this.shared != null) ? this.shared.limit() : ttl;
	}

}
