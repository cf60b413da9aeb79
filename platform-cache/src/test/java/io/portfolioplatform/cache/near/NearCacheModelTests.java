package io.portfolioplatform.cache.near;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.AsyncCache;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * No stale fill, checked by a model checker over the interleavings of a reader and a
 * writer: what a cache answers is what the database held at some moment of the call.
 * Without any one of the {@link Guards} the same check fails.
 */
class NearCacheModelTests {

	private static final int INTERLEAVINGS = 400;

	@ParameterizedTest
	@ValueSource(classes = { Evicting.class, Refreshing.class, Tagging.class, Filling.class, Putting.class,
			EvictingAll.class, Overtaking.class, ReadingMany.class })
	void answersAreUpToDate(Class<?> model) {
		assertThatNoException().isThrownBy(() -> check(model));
	}

	@ParameterizedTest
	@ValueSource(classes = { EvictingValuesOnly.class, RefreshingAnyPlace.class, JoiningOvertakenLoads.class,
			FillingAfterChanges.class, TakingValidityLate.class, EvictingAllValuesOnly.class, PuttingBesideLoads.class,
			OvertakingAnyPlace.class, ReadingManyThatWereEvicted.class })
	void answersAreNotUpToDateWithoutAGuard(Class<?> model) {
		assertThatExceptionOfType(LincheckAssertionError.class).isThrownBy(() -> check(model));
	}

	private static void check(Class<?> model) {
		Actor read = actor(model, "read");
		Actor write = actor(model, "write");
		List<List<Actor>> together = List.of(List.of(read), List.of(write, read));
		List<List<Actor>> overtaking = List.of(List.of(read), List.of(read, write));
		new ModelCheckingOptions().iterations(0)
			.addCustomScenario(new ExecutionScenario(List.of(), together, List.of(read), null))
			.addCustomScenario(new ExecutionScenario(List.of(read, actor(model, "age")), together, List.of(read), null))
			.addCustomScenario(new ExecutionScenario(List.of(), overtaking, List.of(read), null))
			.sequentialSpecification(Register.class)
			.invocationsPerIteration(INTERLEAVINGS)
			.minimizeFailedScenario(false)
			.addGuarantee(ManagedStrategyGuaranteeKt.forClasses(
					(name) -> name.startsWith("com.github.benmanes.") || name.equals(NearStatistics.class.getName()))
				.allMethods()
				.ignore())
			.check(model);
	}

	private static Actor actor(Class<?> model, String name) {
		Method method = Stream.of(ReflectionUtils.getAllDeclaredMethods(model))
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		return new Actor(method, List.of());
	}

	/**
	 * What the database alone would answer.
	 */
	public static class Register {

		private int value;

		public int read() {
			return this.value;
		}

		public void write() {
			this.value++;
		}

		public void age() {
			// The database does not age.
		}

	}

	/**
	 * A database and a cache in front of it.
	 */
	abstract static class Model {

		static final Duration TTL = Duration.ofMinutes(5);

		final NearCache cache;

		volatile int database;

		private volatile long now;

		Model(Guards guards) {
			this(guards, Duration.ofMinutes(1));
		}

		Model(Guards guards, Duration maxWait) {
			this.cache = new NearCache("prices", 100, () -> this.now, () -> true, () -> true, maxWait, guards);
		}

		@Operation
		public int read() throws Throwable {
			return (int) this.cache.get("a", Terms.of(TTL), () -> this.database);
		}

		@Operation
		public void write() {
			this.database = this.database + 1;
			changed();
		}

		/**
		 * Make values due to be loaded anew, where they ever are.
		 */
		@Operation
		public void age() {
			this.now = this.now + 100;
		}

		abstract void changed();

	}

	/**
	 * Evictions leave loads alone.
	 */
	private static final class ValuesOnly extends Guards {

		@Override
		void remove(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key) {
			CompletableFuture<Outcome> present = entries.get(key);
			if (present != null && present.isDone()) {
				entries.remove(key, present);
			}
		}

	}

	/**
	 * What was loaded is put, whatever is there meanwhile.
	 */
	private static final class AnyPlace extends Guards {

		@Override
		boolean replace(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
				CompletableFuture<Outcome> expected, Flight loaded) {
			entries.put(key, loaded);
			return true;
		}

	}

	public static class Evicting extends Model {

		public Evicting() {
			this(Guards.ALL);
		}

		Evicting(Guards guards) {
			super(guards);
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class EvictingValuesOnly extends Evicting {

		public EvictingValuesOnly() {
			super(new ValuesOnly());
		}

	}

	public static class EvictingAll extends Model {

		public EvictingAll() {
			this(Guards.ALL);
		}

		EvictingAll(Guards guards) {
			super(guards);
		}

		@Override
		void changed() {
			this.cache.evictAll();
		}

	}

	public static class EvictingAllValuesOnly extends EvictingAll {

		public EvictingAllValuesOnly() {
			super(new Guards() {

				@Override
				AsyncCache<Object, Outcome> removeAll(AsyncCache<Object, Outcome> cache,
						Supplier<AsyncCache<Object, Outcome>> empty) {
					cache.asMap().values().removeIf(CompletableFuture::isDone);
					return cache;
				}

			});
		}

	}

	public static class Putting extends Model {

		public Putting() {
			this(Guards.ALL);
		}

		Putting(Guards guards) {
			super(guards);
		}

		@Override
		void changed() {
			this.cache.put("a", Terms.of(TTL), this.database);
		}

	}

	public static class PuttingBesideLoads extends Putting {

		public PuttingBesideLoads() {
			super(new Guards() {

				@Override
				void put(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Flight landed) {
					CompletableFuture<Outcome> present = entries.putIfAbsent(key, landed);
					if (present != null && present.isDone()) {
						entries.put(key, landed);
					}
				}

			});
		}

	}

	/**
	 * Nobody waits for another's load.
	 */
	public static class Overtaking extends Model {

		public Overtaking() {
			this(Guards.ALL);
		}

		Overtaking(Guards guards) {
			super(guards, Duration.ZERO);
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class OvertakingAnyPlace extends Overtaking {

		public OvertakingAnyPlace() {
			super(new AnyPlace());
		}

	}

	public static class ReadingMany extends Model {

		public ReadingMany() {
			this(Guards.ALL);
		}

		ReadingMany(Guards guards) {
			super(guards);
		}

		@Override
		public int read() throws Throwable {
			return (int) this.cache.getAll(List.of("a"), Terms.of(TTL), (keys) -> () -> Map.of("a", this.database))
				.get("a");
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class ReadingManyThatWereEvicted extends ReadingMany {

		public ReadingManyThatWereEvicted() {
			super(new ValuesOnly());
		}

	}

	public static class Refreshing extends Model {

		private static final Terms TERMS = new Terms(TTL, Duration.ofNanos(10), Duration.ZERO, 0);

		public Refreshing() {
			this(Guards.ALL);
		}

		Refreshing(Guards guards) {
			super(guards);
		}

		@Override
		public int read() throws Throwable {
			return (int) this.cache.get("a", TERMS, () -> this.database);
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class RefreshingAnyPlace extends Refreshing {

		public RefreshingAnyPlace() {
			super(new AnyPlace());
		}

	}

	public static class Tagging extends Model {

		final Tags tags = new Tags();

		public Tagging() {
			this(Guards.ALL);
		}

		Tagging(Guards guards) {
			super(guards);
		}

		@Override
		public int read() throws Throwable {
			return (int) this.cache.get("a", Terms.of(TTL), new Loader() {

				@Override
				public Object load() {
					return Tagging.this.database;
				}

				@Override
				public Validity validity() {
					return Tagging.this.validity();
				}

			});
		}

		Validity validity() {
			return this.tags.validity(List.of("tag"));
		}

		@Override
		void changed() {
			this.tags.evict("tag");
		}

	}

	public static class JoiningOvertakenLoads extends Tagging {

		public JoiningOvertakenLoads() {
			super(new Guards() {

				@Override
				boolean isCurrent(Flight running) {
					return true;
				}

			});
		}

	}

	public static class TakingValidityLate extends Tagging {

		@Override
		Validity validity() {
			// Asked for when the value is about to be used, not before the load.
			return () -> this.tags.validity(List.of("tag")).isCurrent();
		}

	}

	/**
	 * As Spring does it without {@code sync}: look, load, put.
	 */
	public static class Filling extends Model {

		public Filling() {
			this(Guards.ALL);
		}

		Filling(Guards guards) {
			super(guards);
		}

		@Override
		public int read() {
			long changes = this.cache.changes();
			Object value = this.cache.peek("a");
			if (value == null) {
				value = this.database;
				this.cache.fill("a", Terms.of(TTL), value, TTL, changes);
			}
			return (int) value;
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class FillingAfterChanges extends Filling {

		public FillingAfterChanges() {
			super(new Guards() {

				@Override
				boolean isUnchanged(long before, long now) {
					return true;
				}

			});
		}

	}

}
