package io.portfolioplatform.cache.named;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Reads from methods with Spring's annotations what the caches that they name hold.
 */
final class CacheableTypes {

	private final CacheOperationSource operations;

	private final DeclaredTypes types;

	private final String manager;

	private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();

	/**
	 * Create a reader.
	 * @param operations what Spring knows of methods
	 * @param types told of types
	 * @param manager bean name of the cache manager whose caches are meant
	 */
	CacheableTypes(CacheOperationSource operations, DeclaredTypes types, String manager) {
		this.operations = operations;
		this.types = types;
		this.manager = manager;
	}

	/**
	 * Read the methods of a bean class, once.
	 */
	void read(Class<?> type) {
		if (this.seen.add(type)) {
			MetadataLookup<@Nullable Collection<CacheOperation>> lookup = (method) -> this.operations
				.getCacheOperations(method, type);
			MethodIntrospector.selectMethods(type, lookup)
				.forEach((method, found) -> found.forEach((operation) -> read(method, type, operation)));
		}
	}

	private void read(Method method, Class<?> type, CacheOperation operation) {
		if (!(operation instanceof CacheEvictOperation) && method.getReturnType() != void.class && isMeant(operation)) {
			Type cached = cached(GenericTypeResolver.resolveType(method.getGenericReturnType(), type));
			operation.getCacheNames().forEach((name) -> this.types.add(name, cached));
		}
	}

	private boolean isMeant(CacheOperation operation) {
		return List.of("", this.manager).contains(operation.getCacheManager())
				&& operation.getCacheResolver().isEmpty();
	}

	/**
	 * What Spring takes from what a method returns: the value that is promised, those of
	 * a stream as a list, that of an {@code Optional}.
	 */
	private static Type cached(Type returned) {
		ResolvableType type = ResolvableType.forType(returned);
		Class<?> raw = type.toClass();
		if (raw == Optional.class || CompletableFuture.class.isAssignableFrom(raw)) {
			return type.getGeneric().getType();
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(raw);
		if (adapter == null || adapter.isNoValue()) {
			return returned;
		}
		return adapter.isMultiValue() ? ResolvableType.forClassWithGenerics(List.class, type.getGeneric()).getType()
				: type.getGeneric().getType();
	}

}
