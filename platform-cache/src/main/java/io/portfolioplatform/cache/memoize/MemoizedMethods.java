package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.Sharing;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

/**
 * The memoized methods of every bean class seen so far. Who evicts has to know those of
 * other beans too: their results may be remembered elsewhere.
 */
public final class MemoizedMethods {

	private final Supplier<NearCaches> caches;

	private final Tags tags;

	private final Supplier<@Nullable Sharing> sharing;

	private final DoubleSupplier jitter;

	private final StringValueResolver placeholders;

	private final Supplier<Stream<Class<?>>> yetToCreate;

	private volatile boolean beansLearned;

	private final Map<Class<?>, Map<Method, MemoizedMethod>> byType = new ConcurrentHashMap<>();

	/**
	 * Create an empty catalog.
	 * @param caches where results are kept, asked for when the first memoized method is
	 * found
	 * @param tags when each tag was evicted
	 * @param sharing how results are shared, asked for when a result is not near
	 * @param jitter by what part a {@code ttl} is shortened at most
	 * @param placeholders resolves placeholders in attributes
	 * @param yetToCreate classes of the beans that have not been created, as far as they
	 * are known
	 */
	public MemoizedMethods(Supplier<NearCaches> caches, Tags tags, Supplier<@Nullable Sharing> sharing,
			DoubleSupplier jitter, StringValueResolver placeholders, Supplier<Stream<Class<?>>> yetToCreate) {
		this.caches = caches;
		this.tags = tags;
		this.sharing = sharing;
		this.jitter = jitter;
		this.placeholders = placeholders;
		this.yetToCreate = yetToCreate;
	}

	/**
	 * Whether a class has memoized methods.
	 * @throws InvalidMemoizeException if one of them cannot work
	 */
	boolean existIn(Class<?> type) {
		return !of(type).isEmpty();
	}

	@Nullable MemoizedMethod find(Class<?> type, Method method) {
		Map<Method, MemoizedMethod> methods = of(type);
		MemoizedMethod found = methods.get(method);
		return (found != null || methods.isEmpty()) ? found
				: methods.get(AopUtils.getMostSpecificMethod(method, ClassUtils.getUserClass(type)));
	}

	/**
	 * The methods that a name stands for when used on a class, one of its superclasses or
	 * interfaces. The class may be one of which only other processes have a bean.
	 */
	List<MemoizedMethod> named(Class<?> type, String name) {
		learnBeans();
		if (!isKnown(type) && !Modifier.isAbstract(type.getModifiers())) {
			learn(type);
		}
		return all((method) -> method.isNamed(type, name));
	}

	/**
	 * Whether a bean class has been seen that is, extends or implements a type.
	 */
	boolean isKnown(Class<?> type) {
		return this.byType.keySet().stream().anyMatch(type::isAssignableFrom);
	}

	private void learnBeans() {
		if (!this.beansLearned) {
			this.yetToCreate.get().forEach(this::of);
			this.beansLearned = true;
		}
	}

	/**
	 * The methods that {@link MemoizedMethod#id()} names.
	 */
	List<MemoizedMethod> identified(String id) {
		return all((method) -> method.id().equals(id));
	}

	/**
	 * Check that other processes can read what methods return.
	 * @throws InvalidMemoizeException if they cannot read the results of one
	 */
	public void checkShared() {
		all((method) -> true).forEach(MemoizedMethod::checkShared);
	}

	/**
	 * The methods whose results are in a cache.
	 */
	List<MemoizedMethod> in(String cache) {
		learnBeans();
		return all((method) -> method.isIn(cache));
	}

	private List<MemoizedMethod> all(Predicate<MemoizedMethod> condition) {
		return this.byType.values().stream().map(Map::values).flatMap(Collection::stream).filter(condition).toList();
	}

	private Map<Method, MemoizedMethod> of(Class<?> type) {
		Map<Method, MemoizedMethod> known = this.byType.get(type);
		return (known != null) ? known : learn(ClassUtils.getUserClass(type));
	}

	private Map<Method, MemoizedMethod> learn(Class<?> type) {
		Map<Method, MemoizedMethod> known = this.byType.get(type);
		if (known != null) {
			return known;
		}
		// Not in computeIfAbsent: it may create beans, whose classes are looked at too.
		Map<Method, MemoizedMethod> learned = inspect(type);
		known = this.byType.putIfAbsent(type, learned);
		return (known != null) ? known : learned;
	}

	private Map<Method, MemoizedMethod> inspect(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, Memoize.class)) {
			return Map.of();
		}
		MetadataLookup<Memoize> lookup = (method) -> AnnotatedElementUtils.findMergedAnnotation(method, Memoize.class);
		Map<Method, MemoizedMethod> methods = new HashMap<>();
		MethodIntrospector.selectMethods(type, lookup)
			.forEach((method, annotation) -> methods.put(method, memoize(annotation, type, method)));
		return Map.copyOf(methods);
	}

	private MemoizedMethod memoize(Memoize annotation, Class<?> type, Method method) {
		MemoizeDeclaration declaration = new MemoizeDeclaration(annotation, type, method);
		declaration.checkMethod();
		Terms terms = declaration.terms(this.placeholders, this.jitter.getAsDouble());
		return new MemoizedMethod(type, method, this.caches.get().get(declaration.cacheName()), terms,
				declaration.nullTtl(this.placeholders, terms.ttl()), declaration.keyParts(),
				declaration.tags(this.tags), declaration.unless(), annotation.sameForAll(),
				declaration.isShared() ? this.sharing : () -> null);
	}

}
