package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.near.BulkLoader;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.SharedResults.Computed;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * Looks for results among those the fleet shares, in one step, and computes all others at
 * once. It waits for nobody: what another process computes, this one computes too.
 */
public final class SharedBulk implements BulkLoader {

	private final Set<Object> keys;

	private final Function<Set<Object>, BulkLoader> computations;

	private final Sharing sharing;

	private final Function<Object, @Nullable ResultRef> refs;

	private final ResultCodec codec;

	private final Terms terms;

	private final Map<Object, Duration> limits = new HashMap<>();

	private @Nullable BulkLoader computation;

	/**
	 * Create a loader for one call.
	 * @param keys the keys of the results
	 * @param computations computes the results of keys
	 * @param sharing what the fleet shares
	 * @param refs which result belongs to a key, {@code null} if it is not shared
	 * @param codec writes and reads results
	 * @param terms how long they are good
	 */
	public SharedBulk(Set<Object> keys, Function<Set<Object>, BulkLoader> computations, Sharing sharing,
			Function<Object, @Nullable ResultRef> refs, ResultCodec codec, Terms terms) {
		this.keys = keys;
		this.computations = computations;
		this.sharing = sharing;
		this.refs = refs;
		this.codec = codec;
		this.terms = terms;
	}

	@Override
	public Map<?, ?> load() throws Throwable {
		Map<Object, Object> values = new LinkedHashMap<>();
		Map<Object, Right> rights = new LinkedHashMap<>();
		Map<Object, ResultRef> shared = shared();
		if (!shared.isEmpty()) {
			Iterator<Found> found = this.sharing.results().findAll(List.copyOf(shared.values())).iterator();
			shared.forEach((key, ref) -> sort(key, ref, found.next(), values, rights));
		}
		Set<Object> missing = new LinkedHashSet<>(this.keys);
		missing.removeAll(values.keySet());
		if (!missing.isEmpty()) {
			values.putAll(compute(missing, rights));
		}
		return values;
	}

	private Map<Object, ResultRef> shared() {
		Map<Object, ResultRef> shared = new LinkedHashMap<>();
		for (Object key : this.keys) {
			ResultRef ref = this.refs.apply(key);
			if (ref != null) {
				shared.put(key, ref);
			}
		}
		return shared;
	}

	private void sort(Object key, ResultRef ref, Found found, Map<Object, Object> values, Map<Object, Right> rights) {
		this.sharing.count(found);
		Found missing = found;
		if (found instanceof Found.Result result) {
			Object value = this.codec.read(result.bytes());
			this.sharing.count(value != null);
			if (value != null) {
				values.put(key, value);
				this.limits.put(key, result.ttl());
				return;
			}
			missing = this.sharing.results().replace(ref);
		}
		if (missing instanceof Found.Turn turn) {
			rights.put(key, new Right(ref, turn));
		}
	}

	private Map<?, ?> compute(Set<Object> missing, Map<Object, Right> rights) throws Throwable {
		BulkLoader computation = this.computations.apply(missing);
		this.computation = computation;
		SharedResults.Hold hold = rights.isEmpty() ? timed(missing) : hold(rights.values());
		Map<Object, byte[]> bytes = new HashMap<>();
		try {
			Map<?, ?> computed = Objects.requireNonNull(computation.load());
			rights.keySet().forEach((key) -> bytes.put(key, write(key, computed.get(key), computation)));
			return computed;
		}
		finally {
			hold.close();
			end(rights, bytes);
		}
	}

	private SharedResults.Hold hold(Collection<Right> rights) {
		// What was there and could not be read has turns of its own.
		List<SharedResults.Hold> holds = rights.stream()
			.collect(Collectors.groupingBy((right) -> right.turn().token()))
			.values()
			.stream()
			.map((same) -> this.sharing.results().hold(same.stream().map(Right::ref).toList(), same.get(0).turn()))
			.toList();
		return () -> holds.forEach(SharedResults.Hold::close);
	}

	private SharedResults.Hold timed(Set<Object> missing) {
		ResultRef any = missing.stream().map(this.refs).filter(Objects::nonNull).findFirst().orElse(null);
		long start = System.nanoTime();
		return () -> {
			if (any != null) {
				this.sharing.results().computed(any, System.nanoTime() - start);
			}
		};
	}

	private byte @Nullable [] write(Object key, @Nullable Object value, BulkLoader computation) {
		return (value != null && computation.keeps(key)) ? this.codec.write(value) : null;
	}

	private void end(Map<Object, Right> rights, Map<Object, byte[]> bytes) {
		if (!rights.isEmpty()) {
			List<Computed> computed = new ArrayList<>();
			rights.forEach((key, right) -> computed
				.add(new Computed(right.ref(), right.turn(), bytes.get(key), this.terms.jittered())));
			this.sharing.results().endAll(computed);
		}
	}

	@Override
	public boolean keeps(Object key) {
		return this.computation == null || this.limits.containsKey(key) || this.computation.keeps(key);
	}

	@Override
	public Duration limit(Object key, Duration ttl) {
		return this.limits.getOrDefault(key, ttl);
	}

	/**
	 * The right to compute one result.
	 *
	 * @param ref the result
	 * @param turn the right
	 */
	private record Right(ResultRef ref, Found.Turn turn) {

	}

}
