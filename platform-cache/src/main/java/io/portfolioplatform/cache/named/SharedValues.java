package io.portfolioplatform.cache.named;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.portfolioplatform.cache.coherence.NamedKey;
import io.portfolioplatform.cache.coherence.Replacement;
import io.portfolioplatform.cache.near.BulkLoader;
import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.ResultCodec;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedBulk;
import io.portfolioplatform.cache.shared.SharedLoader;
import io.portfolioplatform.cache.shared.SharedLook;
import io.portfolioplatform.cache.shared.SharedPromise;
import io.portfolioplatform.cache.shared.SharedReplacement;
import io.portfolioplatform.cache.shared.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * The values of one cache by name that processes share. Those under keys that cannot be
 * told to other processes are not among them.
 *
 * @param cache name of the cache
 * @param codec writes and reads values
 * @param sharing how they are shared
 * @param terms how long they are good
 */
record SharedValues(String cache, ResultCodec codec, Sharing sharing, Terms terms) {

	private @Nullable ResultRef ref(Object key) {
		String text = NamedKey.write(key);
		if (text == null) {
			this.codec.refuseKey(NamedKey.parts(key));
		}
		return (text != null) ? new ResultRef(this.cache, "", text, List.of(), this.codec.schema()) : null;
	}

	/**
	 * Where a value comes from that is not near.
	 * @param computation computes it if it is not shared
	 */
	Loader loader(Object key, Loader computation) {
		ResultRef ref = ref(key);
		return (ref != null) ? new SharedLoader(computation, this.sharing, ref, this.codec, this.terms) : computation;
	}

	/**
	 * The same for many values.
	 */
	BulkLoader bulk(Set<Object> keys, Function<Set<Object>, BulkLoader> computations) {
		return new SharedBulk(keys, computations, this.sharing, this::ref, this.codec, this.terms);
	}

	/**
	 * The same for a value that is promised.
	 */
	@Nullable SharedPromise promise(Object key, Supplier<CompletionStage<?>> promise, Predicate<@Nullable Object> keeps) {
		ResultRef ref = ref(key);
		return (ref != null) ? new SharedPromise(promise, keeps, this.sharing, ref, this.codec, this.terms) : null;
	}

	/**
	 * Look for a value without waiting for others.
	 * @param computes whether the caller computes it if it is missing, and closes the
	 * look afterwards
	 */
	@Nullable SharedLook look(Object key, boolean computes) {
		ResultRef ref = ref(key);
		return (ref != null) ? SharedLook.at(this.sharing, ref, this.codec, this.terms, computes) : null;
	}

	/**
	 * Make a value the one that is shared.
	 * @param last whether this process has changed nothing under the key since
	 */
	@Nullable Replacement replacement(Object key, Object value, BooleanSupplier last) {
		ResultRef ref = ref(key);
		return (ref != null) ? SharedReplacement.of(value, this.sharing, ref, this.codec, this.terms, last) : null;
	}

}
