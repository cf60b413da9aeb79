package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.KeyText;
import io.portfolioplatform.cache.load.MarkedLoader;
import io.portfolioplatform.cache.load.UserInKey;
import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.near.Validity;
import io.portfolioplatform.cache.shared.ResultCodec;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedLoader;
import io.portfolioplatform.cache.shared.SharedPromise;
import io.portfolioplatform.cache.shared.Sharing;
import io.portfolioplatform.cache.shared.UnsharableTypes;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A memoized method of a bean class, with everything decided that does not depend on the
 * arguments of a call.
 */
final class MemoizedMethod {

	private final Class<?> type;

	private final Method method;

	private final String id;

	private final NearCache cache;

	private final Terms terms;

	private final Duration nullTtl;

	private final KeyParts keyParts;

	private final TagPatterns tags;

	private final @Nullable KeyParts unless;

	private final Supplier<@Nullable Sharing> sharing;

	private final ResultCodec codec;

	private final boolean promise;

	private final boolean sameForAll;

	private final Function<MethodInvocation, Loader> calls = this::loader;

	MemoizedMethod(Class<?> type, Method method, NearCache cache, Terms terms, Duration nullTtl, KeyParts keyParts,
			TagPatterns tags, @Nullable KeyParts unless, boolean sameForAll, Supplier<@Nullable Sharing> sharing) {
		this.type = type;
		this.method = method;
		this.id = type.getName() + " " + Signature.unique(method);
		this.cache = cache;
		this.terms = terms;
		this.nullTtl = nullTtl;
		this.keyParts = keyParts;
		this.tags = tags;
		this.unless = unless;
		this.sameForAll = sameForAll;
		this.sharing = sharing;
		this.promise = isPromise(method.getReturnType());
		cache.usedBy(Signature.of(method), terms);
		this.codec = new ResultCodec(Signature.of(method), resultType(), cache.statistics()::recordUnreadable);
	}

	@Nullable Object call(MethodInvocation invocation) throws Throwable {
		MemoKey key = key(invocation.getArguments());
		return this.promise ? promise(key, new MemoizedCall(this, invocation))
				: this.cache.get(key, this.terms, this.calls, invocation);
	}

	private Loader loader(MethodInvocation invocation) {
		return new MemoizedCall(this, invocation);
	}

	private CompletableFuture<@Nullable Object> promise(MemoKey key, MemoizedCall call) {
		return this.cache.getAsync(key, this.terms, call, call::promise);
	}

	/**
	 * Check that other processes can read what the method returns.
	 */
	void checkShared() {
		if (this.sharing.get() != null) {
			UnsharableTypes.problem(resultType()).ifPresent((problem) -> {
				throw new InvalidMemoizeException(this.method, "its results are shared, and " + problem,
						"Return a type that Jackson reads and writes, such as a record, or keep the results to each process with shared = false.");
			});
		}
	}

	private Type resultType() {
		Type returned = GenericTypeResolver.resolveType(this.method.getGenericReturnType(), this.type);
		return this.promise ? ResolvableType.forType(returned).getGeneric().getType() : returned;
	}

	/**
	 * Whether a method promises its result.
	 */
	static boolean isPromise(Class<?> returned) {
		return returned == CompletableFuture.class || returned == CompletionStage.class;
	}

	/**
	 * Where a result comes from that is not near: what other processes share, or the
	 * method itself.
	 */
	Loader source(MethodInvocation invocation) {
		Loader computation = computation(invocation);
		Sharing sharing = this.sharing.get();
		ResultRef ref = (sharing != null) ? ref(invocation) : null;
		return (sharing != null && ref != null)
				? new SharedLoader(computation, sharing.counted(this.cache.statistics()), ref, this.codec, this.terms)
				: computation;
	}

	/**
	 * The call of the method itself.
	 */
	Loader computation(MethodInvocation invocation) {
		return new MarkedLoader(new MemoizedComputation(this, invocation));
	}

	/**
	 * The same for a method that promises its result.
	 * @param proceed asks for a promise
	 * @param keeps whether to remember a promised value
	 * @return what others share, or {@code null} if nothing is shared
	 */
	@Nullable SharedPromise sharedPromise(MethodInvocation invocation, Supplier<CompletionStage<?>> proceed,
			Predicate<@Nullable Object> keeps) {
		Sharing sharing = this.sharing.get();
		ResultRef ref = (sharing != null) ? ref(invocation) : null;
		return (sharing != null && ref != null) ? new SharedPromise(proceed, keeps,
				sharing.counted(this.cache.statistics()), ref, this.codec, this.terms) : null;
	}

	private @Nullable ResultRef ref(MethodInvocation invocation) {
		String key = this.codec.isUsable() ? keyText(this.keyParts.of(invocation.getArguments())) : null;
		return (key != null) ? new ResultRef(this.cache.name(), id(), key, this.tags.of(invocation.getArguments()),
				this.codec.schema()) : null;
	}

	private @Nullable String keyText(@Nullable Object[] parts) {
		String text = KeyText.write(parts);
		if (text == null) {
			this.codec.refuseKey(parts);
		}
		return text;
	}

	Validity validity(@Nullable Object[] arguments) {
		return this.tags.validity(arguments);
	}

	boolean keeps(@Nullable Object[] arguments, @Nullable Object result) {
		if (result == null) {
			return !this.nullTtl.isZero();
		}
		return this.unless == null || !isTrue(this.unless, arguments, result);
	}

	Duration nullTtl() {
		return this.nullTtl;
	}

	/**
	 * Refuse what was read under the claims of users whom the key does not tell apart.
	 */
	void checkKey(@Nullable Object[] arguments, Set<String> subjects) {
		if (subjects.isEmpty() || this.sameForAll) {
			return;
		}
		@Nullable Object[] key = this.keyParts.of(arguments);
		if (!subjects.stream().allMatch((user) -> UserInKey.names(key, user))) {
			throw new IllegalStateException("The result of " + Signature.of(this.method)
					+ " was read under row-level-security claims, but its @Memoize key does not contain the user (sub) as a value of its own: "
					+ "every user would get the result of the first. Add the user to the key, or say sameForAll = true "
					+ "if all users may see the same");
		}
	}

	private boolean isTrue(KeyParts unless, @Nullable Object[] arguments, Object result) {
		@Nullable Object[] variables = Arrays.copyOf(arguments, arguments.length + 1);
		variables[arguments.length] = result;
		if (unless.of(variables)[0] instanceof Boolean decision) {
			return decision;
		}
		throw new IllegalStateException(
				"unless of @Memoize on " + Signature.of(this.method) + " is neither true nor false");
	}

	void evictKey(@Nullable Object[] parts) {
		this.cache.evict(MemoKey.of(this, parts));
	}

	boolean isIn(String cache) {
		return this.cache.name().equals(cache);
	}

	/**
	 * What the other processes have to forget when this one evicts a key.
	 */
	Invalidation invalidation(@Nullable Object[] parts) {
		return Invalidation.of(this.cache.name(), id(), KeyText.write(parts));
	}

	/**
	 * Name of the method that is the same in every process.
	 */
	String id() {
		return this.id;
	}

	private MemoKey key(@Nullable Object[] arguments) {
		return MemoKey.of(this, keyParts(arguments));
	}

	/**
	 * The key of a call.
	 * @throws IllegalArgumentException if it is null
	 */
	@Nullable Object[] keyParts(@Nullable Object[] arguments) {
		@Nullable Object[] parts = this.keyParts.of(arguments);
		if (parts.length == 1 && parts[0] == null) {
			throw new IllegalArgumentException("The @Memoize key of " + Signature.of(this.method) + " is null");
		}
		return parts;
	}

	/**
	 * Whether this is the method that a name stands for when used on a class, one of its
	 * superclasses or interfaces.
	 */
	boolean isNamed(Class<?> type, String name) {
		return this.method.getName().equals(name) && type.isAssignableFrom(this.type);
	}

	boolean accepts(@Nullable Object[] arguments) {
		return accepts(this.method, arguments);
	}

	static boolean accepts(Method method, @Nullable Object[] arguments) {
		Class<?>[] types = method.getParameterTypes();
		if (types.length != arguments.length) {
			return false;
		}
		for (int i = 0; i < types.length; i++) {
			if (!ClassUtils.isAssignableValue(types[i], arguments[i])) {
				return false;
			}
		}
		return true;
	}

}
