package io.portfolioplatform.cache.named;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.ResultCodec;
import io.portfolioplatform.cache.shared.Sharing;
import io.portfolioplatform.cache.shared.UnsharableTypes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the values of a cache by name are shared with other processes: all have
 * to be of one declared type that can be read back. More declarations may come while the
 * application runs.
 */
final class ValueSharing {

	private static final Log logger = LogFactory.getLog(ValueSharing.class);

	private final NearCache cache;

	private final Terms terms;

	private final Supplier<@Nullable Sharing> sharing;

	private final Supplier<Map<String, Type>> types;

	private final Lock lock = new ReentrantLock();

	private volatile Decision decision = new Decision(Map.of(), "nothing declares the type of its values", null);

	/**
	 * Create it.
	 * @param cache where the values are near
	 * @param terms how long they are good
	 * @param sharing how processes share values, {@code null} if they do not share these
	 * @param types what the values are declared to be, the same object while that is the
	 * same
	 */
	ValueSharing(NearCache cache, Terms terms, Supplier<@Nullable Sharing> sharing, Supplier<Map<String, Type>> types) {
		this.cache = cache;
		this.terms = terms;
		this.sharing = sharing;
		this.types = types;
	}

	/**
	 * What is shared.
	 * @return the values that processes share, {@code null} if they share none
	 */
	@Nullable SharedValues values() {
		Sharing sharing = this.sharing.get();
		SharedValues values = (sharing != null) ? decision(sharing).values() : null;
		return (values != null && values.codec().isUsable()) ? values : null;
	}

	/**
	 * Why values are not shared.
	 * @return the reason, {@code null} if they are shared
	 */
	@Nullable String problem() {
		Sharing sharing = this.sharing.get();
		if (sharing == null) {
			return "it is switched off, or there is no Redis";
		}
		Decision decision = decision(sharing);
		SharedValues values = decision.values();
		return (values == null || values.codec().isUsable()) ? decision.problem()
				: "one could not be read back as it was written";
	}

	@SuppressWarnings("ReferenceEquality")
	private Decision decision(Sharing sharing) {
		Decision known = this.decision;
		return (known.declared() == this.types.get()) ? known : decideAnew(sharing);
	}

	@SuppressWarnings("ReferenceEquality")
	private Decision decideAnew(Sharing sharing) {
		this.lock.lock();
		try {
			Map<String, Type> declared = this.types.get();
			if (this.decision.declared() != declared) {
				Decision decided = decide(declared, sharing);
				this.decision = decided;
				if (decided.problem() != null) {
					logger.warn("Values of cache " + this.cache.name() + " are not shared with other processes: "
							+ decided.problem());
				}
			}
			return this.decision;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Decision decide(Map<String, Type> declared, Sharing sharing) {
		if (declared.size() != 1) {
			return new Decision(declared, "they are declared to be of several types, " + declared.keySet(), null);
		}
		Type type = declared.values().iterator().next();
		return UnsharableTypes.problem(type)
			.map((problem) -> new Decision(declared, problem, null))
			.orElseGet(() -> new Decision(declared, null, new SharedValues(this.cache.name(), codec(type),
					sharing.counted(this.cache.statistics()), this.terms)));
	}

	private ResultCodec codec(Type type) {
		return new ResultCodec("cache " + this.cache.name(), type, this.cache.statistics()::recordUnreadable);
	}

	/**
	 * What follows from the declarations.
	 *
	 * @param declared what was declared
	 * @param problem why nothing is shared
	 * @param values what is shared
	 */
	private record Decision(Map<String, Type> declared, @Nullable String problem, @Nullable SharedValues values) {

	}

}
